import { Problem, send } from './client';
import { eventParser, type ServerEvent } from './eventStream';

const againMs = 1_000;
const latestAgainMs = 30_000;

export interface Listener { onEvent: (event: ServerEvent) => void; onLive: (live: boolean) => void; signal: AbortSignal; path: string }

/**
 * Listens to a stream of events until it is stopped, going on after the last one heard whenever the connection ends. By fetch, not EventSource, so
 * that a request can say who one is. Gives up where the server refuses it: whoever listens then has to look by himself.
 */
export async function listen({ path, onEvent, onLive, signal }: Listener): Promise<void> {
  const parser = eventParser();
  for (let failures = 0; !signal.aborted;) {
    try {
      const after = parser.lastId();
      const response = await send('GET', path, undefined, { accept: 'text/event-stream', ...(after ? { 'last-event-id': after } : {}) }, signal);
      onLive(true);
      failures = 0;
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        parser.feed(piece.value).forEach(onEvent);
      }
    } catch (error) {
      failures++;
      if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429) {
        return;
      }
    } finally {
      onLive(false);
    }

    await pause(Math.min(againMs * 2 ** failures, latestAgainMs), signal);
  }
}

/** Ends early when the network is back, or when nobody listens any more. */
const pause = (ms: number, signal: AbortSignal) => new Promise<void>((done) => {
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener('online', end);
    signal.removeEventListener('abort', end);
    done();
  };
  const timer = setTimeout(end, ms);
  window.addEventListener('online', end);
  signal.addEventListener('abort', end);
});
