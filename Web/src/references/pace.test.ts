import { expect, test } from 'vitest';
import { paceOf } from './pace';

const shots = (...cuts: number[]) => cuts.slice(1).map((end, i) => ({ start_seconds: cuts[i]!, end_seconds: end }));

test('paceOf_CutsAtTheEnd_RisesThere', () => {
  const pace = paceOf(shots(0, 8, 8.5, 9, 9.5, 10), 5);
  expect(pace.slice(0, 3)).toEqual([0, 0, 0]);
  expect(pace[4]).toBe(Math.max(...pace));
});

test('paceOf_OneShotOrNone_HasNoCuts', () => {
  expect(paceOf(shots(0, 10), 4)).toEqual([0, 0, 0, 0]);
  expect(paceOf([], 2)).toEqual([0, 0]);
});
