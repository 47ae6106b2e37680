// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { api } from './api';
import { arrived, get, getAhead, Problem } from './client';
import { needsSignIn } from './session';
import { steadyLinks } from './steadyLinks';
import type { Video } from './schema';

const answer = (status: number, body: unknown) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));

test('call_ProblemDetails_BecomeAProblemWithItsFields', async () => {
  answer(400, { code: 'invalid_input', detail: 'Not right.', errors: [{ field: 'brand_id', message: 'There is no such brand.' }] });
  const problem = await api.listBrands().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ field: 'brand_id' }] });
});

test('call_NoAnswer_SaysThatTheServerIsNotReached', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  await expect(api.listBrands()).rejects.toMatchObject({ status: 0, code: 'unreachable' });
});

test('steadyLinks_SamePictureSignedAnew_KeepsTheLinkUntilItGetsOld', () => {
  const withStill = (url: string) => videoInScriptReview({ scenes: [{ still_url: url } as Video['scenes'][0]] });
  const link = (video: Video) => video.scenes[0]!.still_url;
  expect(link(steadyLinks(withStill('/s.png?sig=1'), 0))).toBe('/s.png?sig=1');
  expect(link(steadyLinks(withStill('/s.png?sig=2'), 60_000))).toBe('/s.png?sig=1');
  expect(link(steadyLinks(withStill('/s.png?sig=3'), 50 * 60_000))).toBe('/s.png?sig=3');
});

test('post_NoAnswer_IsSentAgainWithTheSameKey_AndAnewAfterAnAnswer', async () => {
  const keys: string[] = [];
  let lost = true;
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    keys.push((request.headers as Record<string, string>)['idempotency-key']!);
    return lost ? Promise.reject(new TypeError('lost')) : Promise.resolve(new Response('{"items":[]}', { status: 200 }));
  });
  await api.deleteVideos(['a']).catch(() => {});
  lost = false;
  await api.deleteVideos(['a']);
  await api.deleteVideos(['a']);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
});

test('getAhead_WhoAsksFirst_GetsThatAnswerAndTheNextANewOne', async () => {
  let asked = 0;
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ asked: ++asked }))));
  getAhead('/brands');
  expect(arrived('/brands')).toBeUndefined();
  expect(await get('/brands')).toEqual({ asked: 1 });
  expect(await get('/brands')).toEqual({ asked: 2 });
});

test('getAhead_AnswerIsHere_IsGivenAtOnceAndOnlyOnce', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"items":[]}')));
  getAhead('/products');
  await vi.waitFor(() => expect(arrived('/products')).toEqual({ items: [] }));
  expect(arrived('/products')).toBeUndefined();
});

test('getAhead_Refused_IsAskedForAnew', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"code":"unauthenticated"}', { status: 401 })));
  getAhead('/references');
  await vi.waitFor(() => expect(needsSignIn()).toBe(true));
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"items":[]}')));
  expect(await get('/references')).toEqual({ items: [] });
});
