import { expect, test } from 'vitest';
import type { Reference } from '../api/schema';
import sample from '../../../samples/en.json';
import { checkEntry, entryOf, newEntry, saidOf, toReference, withPart } from './entry';

const good = () => ({ ...newEntry(), title: 'Turnover' });

test('checkEntry_NothingEntered_AsksForTheTitleOnly', () => {
  expect(checkEntry(newEntry())).toEqual({ title: 'title' });
  expect(checkEntry(good())).toEqual({});
});

test('checkEntry_PartsThatOverlapOrEndLate_AreNamedAsTheServerNamesThem', () => {
  const [first] = good().segments;
  const segments = [{ ...first!, end_seconds: 5 }, { ...first!, key: 1, start_seconds: 4, end_seconds: 4 }, { ...first!, key: 2, start_seconds: 6, end_seconds: 31 }];
  expect(checkEntry({ ...good(), segments })).toEqual({
    'segments[1].start_seconds': 'starts_early', 'segments[1].end_seconds': 'ends_early', 'segments[2].end_seconds': 'ends_late',
  });
});

test.each(['', 0.5, 3601] as const)('checkEntry_DurationOf%s_IsRefused', (duration_seconds) => {
  expect(checkEntry({ ...good(), duration_seconds, segments: [] })).toEqual({ duration_seconds: 'duration' });
});

test('withPart_AfterAnother_GoesFromItsEndToTheEndOfTheVideo', () => {
  const { segments } = withPart(good());
  expect(segments[1]).toMatchObject({ key: 1, start_seconds: 3, end_seconds: 30 });
  expect(withPart({ ...good(), segments: [] }).segments[0]).toMatchObject({ key: 0, role: 'hook', start_seconds: 0 });
});

test('toReference_OfAReferenceThatIsThere_IsTheSameAgain', () => {
  expect(toReference(entryOf(sample.reference as unknown as Reference))).toEqual(sample.reference);
});

test('saidOf_AnErrorWithinAList_BelongsToTheList', () => {
  const errors = [{ field: 'visual_style.keywords[2]', message: 'Too long.' }, { field: 'segments[0].summary', message: 'No.' }];
  expect(saidOf(errors, 'visual_style.keywords')).toBe('Too long.');
  expect(saidOf(errors, 'segments[0].summary')).toBe('No.');
  expect(saidOf(errors, 'title')).toBeUndefined();
});
