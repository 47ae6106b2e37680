import { keyHeader, signedOut } from './session';
import type { FieldError, ProblemDetails } from './schema';

/** The API's answer when something is wrong; status 0 and code "unreachable" when there was none. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly errors: FieldError[] = [], readonly current?: unknown) {
    super(detail);
  }
}

export const base = '/api/v1';
const patienceMs = 30_000;

/** Sends a request with who one is; an answer that is none, or a problem, is thrown. */
export async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...keyHeader(), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ?? AbortSignal.timeout(patienceMs),
    });
  } catch {
    throw new Problem(0, 'unreachable', 'The server does not answer.');
  }

  if (!response.ok) {
    throw problemOf(response.status, (await response.json().catch(() => null)) as ProblemDetails | null);
  }

  return response;
}

export function problemOf(status: number, problem: ProblemDetails | null): Problem {
  if (status === 401) {
    signedOut();
  }

  return new Problem(status, problem?.code ?? 'unexpected', problem?.detail ?? problem?.title ?? `HTTP ${status}`, problem?.errors ?? [], problem?.current);
}

async function call<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
  const response = await send(method, path, body, headers);
  if (response.status === 204) {
    return undefined as T;
  }

  const answer: unknown = await response.json().catch(() => null);
  if (answer === null) {
    throw new Problem(response.status, 'unexpected', `HTTP ${response.status}`);
  }

  return answer as T;
}

const ahead = new Map<string, { answer: Promise<unknown>; here?: unknown }>();
const keptAheadMs = 10_000;

/** Asks for what will be asked for when its page is there: the first who does gets this answer, unless it has failed by then; everybody later gets a new one. */
export function getAhead(...paths: string[]) {
  for (const path of paths) {
    const question: { answer: Promise<unknown>; here?: unknown } = { answer: call<unknown>('GET', path) };
    ahead.set(path, question);
    question.answer.then((answer) => (question.here = answer), () => ahead.delete(path));
    setTimeout(() => ahead.delete(path), keptAheadMs);
  }
}

/** The answer to what was asked for ahead, if it is here by now, so that a page can be drawn with it at once. */
export function arrived<T>(path: string): T | undefined {
  const { here } = ahead.get(path) ?? {};
  return here === undefined ? undefined : (ahead.delete(path), here as T);
}

export function get<T>(path: string): Promise<T> {
  const question = ahead.get(path);
  ahead.delete(path);
  return (question?.answer as Promise<T> | undefined) ?? call<T>('GET', path);
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const keys = repeats(`${path} ${JSON.stringify(body)}`);
  try {
    return await call<T>('POST', path, body, { 'idempotency-key': keys.key });
  } catch (error) {
    keys.keep = error instanceof Problem && error.status === 0;
    throw error;
  } finally {
    keys.end();
  }
}

/** What got no answer is sent with the same key when it is sent again, so that it takes effect once. */
function repeats(request: string) {
  const key = unanswered.get(request) ?? newKey();
  return {
    key, keep: false,
    end() {
      if (this.keep) {
        unanswered.set(request, key);
      } else {
        unanswered.delete(request);
      }
    },
  };
}

const unanswered = new Map<string, string>();
/** Without crypto.randomUUID, which browsers keep from pages without TLS. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const remove = <T>(path: string) => call<T>('DELETE', path);
/** Replaces one version by the next; it is refused when another has come meanwhile. */
export const put = <T>(path: string, body: unknown, version?: number) => call<T>('PUT', path, body, version === undefined ? {} : ifMatch(version));
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
export const postIfMatch = <T>(path: string, version: number, body?: unknown) => call<T>('POST', path, body, ifMatch(version));

/** Query parameters that are set; those that are empty are left out. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}
