import { expect, test } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { videoDelay } from './polling';

const rendering = videoInScriptReview({ status: 'video_rendering' });
rendering.progress.waiting_for = null;

test('videoDelay_SomethingJustMoved_LooksSoon', () => expect(videoDelay(rendering, 0, 0)).toBe(1_000));

test('videoDelay_LongQuiet_LooksLessOftenUpToALimit', () => {
  expect(videoDelay(rendering, 16_000, 0)).toBe(4_000);
  expect(videoDelay(rendering, 3_600_000, 0)).toBe(8_000);
  expect(videoDelay(videoInScriptReview(), 3_600_000, 0)).toBe(15_000);
});

test('videoDelay_NoAnswers_BacksOffAndNeverStops', () => {
  expect(videoDelay(rendering, 0, 2)).toBe(4_000);
  expect(videoDelay(undefined, 0, 50)).toBe(30_000);
});

test.each(['completed', 'failed', 'cancelled'] as const)('videoDelay_%s_StopsLooking', (status) => {
  expect(videoDelay({ ...rendering, status }, 0, 0)).toBe(false);
});
