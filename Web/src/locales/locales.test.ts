import { expect, test } from 'vitest';
import { preferredLanguage } from '../language';
import en from './en.json';
import ko from './ko.json';

/** Every text by its path, with the values that are put into it. Korean has one form where English has a singular. */
const texts = (words: object) => [...new Map(forms(words).map(([path, values]) => [path.replace(/_(one|other)$/, ''), values]))];

function forms(words: object, path = ''): [string, string[]][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, [...value.matchAll(/{{(\w+)}}/g)].map((match) => match[1]!).toSorted()]] : forms(value, `${path}${key}.`));
}

test('locales_EveryText_IsThereInBothLanguagesWithTheSameValues', () => {
  expect(texts(ko).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
  for (const [path, values] of texts(en)) {
    expect([path, new Map(texts(ko)).get(path)]).toEqual([path, values]);
  }
});

test('preferredLanguage_NothingChosen_TakesTheFirstOfTheBrowsersThatWeSpeak', () => {
  expect(preferredLanguage(null, ['fr-FR', 'ko-KR', 'en'])).toBe('ko');
  expect(preferredLanguage('en', ['ko-KR'])).toBe('en');
  expect(preferredLanguage(null, ['fr'])).toBe('en');
});
