import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const worthIt = 1_000;

/** Puts main.js.br and main.js.gz beside main.js, packed as small as can be: the server then packs nothing. */
export function packed(): Plugin {
  let folder = '';
  return {
    name: 'packed',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: async () => {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(files.filter((name) => /\.(js|css|html|svg)$/.test(name)).map(async (name) => {
        const content = await readFile(join(folder, name));
        if (content.length >= worthIt) {
          await Promise.all([
            writeFile(join(folder, `${name}.br`), await brotli(content)), writeFile(join(folder, `${name}.gz`), await zip(content, { level: 9 })),
          ]);
        }
      }));
    },
  };
}
