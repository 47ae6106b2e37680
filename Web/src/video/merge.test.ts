import { expect, test } from 'vitest';
import { merge, withValue } from './merge';

const script = (title: string, ...narrations: string[]) => ({ title, scenes: narrations.map((narration, i) => ({ number: i + 1, narration })) });
const origin = script('T', 'a', 'b');

test('merge_DifferentScenesChanged_TakesBoth', () => {
  expect(merge(origin, script('T', 'mine', 'b'), script('Their title', 'a', 'theirs'))).toEqual({ content: script('Their title', 'mine', 'theirs'), clashes: [] });
});

test('merge_SameValueChangedDifferently_NamesTheClashAndKeepsMine', () => {
  expect(merge(origin, script('T', 'mine', 'b'), script('T', 'theirs', 'new'))).toEqual({
    content: script('T', 'mine', 'new'), clashes: [{ scene: 1, field: 'narration', mine: 'mine', theirs: 'theirs' }],
  });
});

test('merge_SameValueChangedAlike_IsNoClash', () => {
  expect(merge(origin, script('T', 'both', 'b'), script('T', 'both', 'b')).clashes).toEqual([]);
});

test('merge_IMovedAScene_CannotBeMergedByValues', () => {
  const moved = { ...origin, scenes: [origin.scenes[1]!, origin.scenes[0]!] };
  expect(merge(origin, moved, script('T', 'theirs', 'b')).clashes).toBeNull();
  expect(merge(origin, moved, origin)).toEqual({ content: moved, clashes: [] });
});

test('merge_TheyRemovedAScene_CannotBeMergedByValues', () => {
  expect(merge(origin, script('T', 'mine', 'b'), script('T', 'b')).clashes).toBeNull();
});

test('withValue_OfASceneAndOfTheWhole_ChangesNothingElse', () => {
  expect(withValue(origin, { scene: 2, field: 'narration' }, 'x')).toEqual(script('T', 'a', 'x'));
  expect(withValue(origin, { scene: null, field: 'title' }, 'x')).toEqual(script('x', 'a', 'b'));
});
