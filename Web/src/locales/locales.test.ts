import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ProblemCode } from '../api/openapi';
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
  // The server says in English why something failed, and in more detail.
  const { failure, ...both } = ko;
  expect(texts(both)).toEqual(texts(en));
});

/** What pages say of themselves. */
const own = ['title', 'unreachable', 'unexpected', 'upload_refused'];

/** Answers to what no page sends: to requests that are not well-formed, and to those of operators and providers. */
const elsewhere: ProblemCode[] = [
  'bad_request', 'broken_json', 'empty_body', 'not_json', 'no_such_path', 'method_not_allowed', 'external_id_taken', 'no_such_provider', 'not_verified',
];

test('locales_EveryProblemOfTheApi_HasWordsAndNoOther', () => {
  const [, schema] = readFileSync('../Functions/openapi.yaml', 'utf8').match(/^    ProblemCode:\n((?: {5,}.*\n)+)/m)!;
  const codes = [...schema!.matchAll(/const: (\w+)/g)].map((match) => match[1]!);
  expect([...Object.keys(en.problem), ...elsewhere].toSorted()).toEqual([...codes, ...own].toSorted());
});

test('preferredLanguage_NothingChosen_TakesTheFirstOfTheBrowsersThatWeSpeak', () => {
  expect(preferredLanguage(null, ['fr-FR', 'ko-KR', 'en'])).toBe('ko');
  expect(preferredLanguage('en', ['ko-KR'])).toBe('en');
  expect(preferredLanguage(null, ['fr'])).toBe('en');
});
