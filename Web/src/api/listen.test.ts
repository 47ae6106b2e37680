// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { listen } from './listen';

afterEach(() => vi.unstubAllGlobals());

/** Answers request after request; what was asked with is kept. */
function serve(...answers: (() => Response)[]) {
  const asked: Record<string, string>[] = [];
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    asked.push(request.headers as Record<string, string>);
    const answer = answers[asked.length - 1];
    return answer ? Promise.resolve(answer()) : new Promise(() => {});
  });
  return asked;
}

test('listen_StreamEnds_GoesOnAfterTheLastEvent', async () => {
  const asked = serve(() => new Response('id: 3\ndata: a\n\n'), () => new Response('id: 4\ndata: b\n\n'));
  const heard: string[] = [];
  const stop = new AbortController();
  void listen({ path: '/x', signal: stop.signal, onLive: () => {}, onEvent: (event) => heard.push(event.data) });
  await vi.waitFor(() => expect(heard).toEqual(['a', 'b']), { timeout: 10_000 });
  stop.abort();
  expect(asked[0]).not.toHaveProperty('last-event-id');
  expect(asked[1]).toHaveProperty('last-event-id', '3');
});

test('listen_Refused_GivesUp', async () => {
  const asked = serve(() => new Response('{}', { status: 404 }));
  await listen({ path: '/x', signal: new AbortController().signal, onLive: () => {}, onEvent: () => {} });
  expect(asked).toHaveLength(1);
});

test('listen_ConnectionLost_ComesBack', async () => {
  const asked = serve(() => { throw new TypeError('lost'); }, () => new Response('data: a\n\n'));
  const live: boolean[] = [];
  const stop = new AbortController();
  void listen({ path: '/x', signal: stop.signal, onLive: (is) => live.push(is), onEvent: () => stop.abort() });
  await vi.waitFor(() => expect(live).toContain(true), { timeout: 10_000 });
  expect(asked.length).toBe(2);
});
