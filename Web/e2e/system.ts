import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const patienceMs = 90_000;

/** Starts the whole system as ./run does, with a database and a simulator of its own; ends it when the tests are over. */
export default async function start() {
  const state = await mkdtemp(join(tmpdir(), 'videogen-e2e-'));
  const port = await freePort();
  const program = process.env.VIDEOGEN_APPHOST ?? join(root, 'artifacts/Local/bin/VideoGen.AppHost/release/VideoGen.AppHost.dll');
  const host = spawn('dotnet', [program, '--state', state, '--port', String(port), '--simulate', 'luma,runway,gemini'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, Media__Preset: 'ultrafast', Media__FrameRate: '10' },
  });
  let said = '';
  host.stdout.on('data', (text: Buffer) => (said += text.toString()));
  try {
    await isUp(host, () => said.includes('Open http'));
  } catch (error) {
    throw new Error(`The system did not start:\n${said}`, { cause: error });
  }

  process.env.VIDEOGEN_APP = `http://127.0.0.1:${port}`;
  process.env.VIDEOGEN_SIMULATOR = (JSON.parse(await readFile(join(state, 'run.json'), 'utf8')) as { Simulator: { Address: string } }).Simulator.Address;
  return async () => {
    host.kill('SIGTERM');
    await once(host, 'exit');
    await rm(state, { recursive: true, force: true });
  };
}

async function isUp(host: ChildProcess, done: () => boolean) {
  const until = Date.now() + patienceMs;
  while (!done()) {
    if (host.exitCode !== null || Date.now() > until) {
      throw new Error(host.exitCode === null ? 'It takes too long.' : `It ended with ${host.exitCode}.`);
    }

    await new Promise((next) => setTimeout(next, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
