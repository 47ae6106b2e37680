import { expect, test } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { changesOf, keepable } from './regeneration';

const { options } = videoInScriptReview();

test('changesOf_WordsAreKept_LeavesLanguageAndLength', () => {
  const wanted = { ...options, aspect_ratio: '9:16' as const, language: 'ko' as const, duration_seconds: 30 };
  expect(changesOf(options, wanted, 'script')).toEqual({ aspect_ratio: '9:16' });
  expect(changesOf(options, wanted, 'nothing')).toEqual({ aspect_ratio: '9:16', language: 'ko', duration_seconds: 30 });
  expect(changesOf(options, options, 'nothing')).toEqual({});
});

test('keepable_NothingWasDrawn_OffersTheScriptOnly', () => {
  expect(keepable({ script: true, storyboard: false })).toEqual(['nothing', 'script']);
});
