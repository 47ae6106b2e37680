import { expect, test } from 'vitest';
import { addUsd, isMore } from './usd';

test('addUsd_TenthsThatFloatingPointLacks_SumsExactly', () => {
  expect(addUsd('0.10', '0.20')).toBe('0.30');
  expect(addUsd('0.0455', '1.00')).toBe('1.0455');
  expect(addUsd('0.00')).toBe('0.00');
});

test('isMore_SameAmountWrittenDifferently_IsNotMore', () => {
  expect(isMore('1.5000', '1.50')).toBe(false);
  expect(isMore('1.5001', '1.50')).toBe(true);
});
