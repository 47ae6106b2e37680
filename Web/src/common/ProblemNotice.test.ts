import i18n from 'i18next';
import { expect, test } from 'vitest';
import en from '../locales/en.json';
import ko from '../locales/ko.json';
import { failureText } from './ProblemNotice';

await i18n.init({ resources: { en: { translation: en }, ko: { translation: ko } }, interpolation: { escapeValue: false } });

const said = { code: 'over_limit', message: 'The attempt costs 0.30 USD and 0.10 USD are left.' };
const newer = { code: 'of_a_newer_server', message: 'It says {{this}}.' };

test('failureText_English_IsWhatTheServerSays', () => {
  const t = i18n.getFixedT('en');
  expect(failureText(t, said)).toBe(said.message);
  expect(failureText(t, newer)).toBe(newer.message);
});

test('failureText_Korean_IsTheCodesSentenceWhereThereIsOne', () => {
  const t = i18n.getFixedT('ko');
  expect(failureText(t, said)).toBe(ko.failure.over_limit);
  expect(failureText(t, newer)).toBe(newer.message);
});
