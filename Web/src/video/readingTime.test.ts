import { expect, test } from 'vitest';
import { readingSeconds } from './readingTime';

test('readingSeconds_English_CountsEveryCharacter', () => {
  expect(readingSeconds('Breathe in, now', 'en')).toBeCloseTo(1);
});

test('readingSeconds_Korean_CountsSyllablesAndDigitsAndNotTheirPauses', () => {
  expect(readingSeconds('열두 시간, 보온 3', 'ko')).toBeCloseTo(1);
  expect(readingSeconds('ABC', 'ko')).toBeCloseTo(3 / 15);
});

test('readingSeconds_HangulInEnglish_IsSaidAtTheKoreanRate', () => {
  expect(readingSeconds('온새움', 'en')).toBeCloseTo(3 / 7);
});
