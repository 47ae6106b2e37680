import { expect, test } from 'vitest';
import type { Provider, Quote } from '../api/schema';
import { estimate, estimateOf } from './estimate';

const model = (choice: string, usd: string, unit: 'second' | 'clip', clip_seconds: number | null = null) => ({
  choice, aspect_ratios: ['16:9'], resolutions: ['720p'], prices: [{ unit, usd, resolution: null, clip_seconds, from: null, until: null }],
});
const providers = [{ models: [model('slow', '0.10', 'second'), model('dear', '1.00', 'clip', 5), model('talk', '1.00', 'clip')] }] as unknown as Provider[];
const wanted = { aspect_ratio: '16:9', resolution: '720p', duration_seconds: 12 } as const;

test('estimate_SecondsAndClips_NamesTheFirstAndTheWorst', () => {
  expect(estimate(providers, { ...wanted, providers: ['slow', 'dear'] })).toEqual({
    lines: [{ choice: 'slow', role: 'first', usd: expect.closeTo(1.2) as number }, { choice: 'dear', role: 'stand_in', usd: 3 }],
    usd: expect.closeTo(1.2) as number, worstUsd: 3, planningUsd: 0,
  });
});

test('estimate_PriceNotKnownBeforehand_SaysNothingRatherThanTooLittle', () => {
  expect(estimate(providers, { ...wanted, providers: ['slow', 'talk'] })).toMatchObject({ worstUsd: null });
});

test('estimate_NobodyCanRenderThisShape_HasNoPrice', () => {
  expect(estimate(providers, { ...wanted, aspect_ratio: '1:1', providers: ['slow'] })).toEqual({ lines: [], usd: null, worstUsd: null, planningUsd: 0 });
});

test('estimate_BeforeTheNewQuote_KeepsWhatWritingWasLastQuotedAt', () => {
  const writing = { choice: 'gemini', role: 'writing' as const, usd: 0.5 };
  expect(estimate(providers, { ...wanted, providers: ['dear'] }, [writing])).toMatchObject({ lines: [writing, { choice: 'dear' }], usd: 3.5, worstUsd: 3.5, planningUsd: 0.5 });
});

test('estimateOf_AQuote_SumsScenesWritingAndPicturesByWhoDoesThem', () => {
  const line = (kind: string, provider: string, cost_usd: string) => ({ kind, provider, cost_usd });
  const quote = { lines: [line('script', 'gemini', '0.01'), line('storyboard', 'gemini', '0.02'), line('still', 'gemini', '0.20'), line('scene', 'luma', '0.70'), line('scene', 'luma', '0.00')], total_usd: '0.93', worst_case_usd: '1.20' };
  expect(estimateOf(quote as unknown as Quote)).toEqual({
    lines: [{ choice: 'gemini', role: 'writing', usd: 0.03 }, { choice: 'gemini', role: 'painting', usd: 0.2 }, { choice: 'luma', role: 'first', usd: 0.7 }],
    usd: 0.93, worstUsd: 1.2, planningUsd: expect.closeTo(0.23) as number,
  });
});
