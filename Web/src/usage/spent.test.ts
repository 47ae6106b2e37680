import { expect, test } from 'vitest';
import { daysOf, firstOfMonth, spentOf } from './spent';

test('spentOf_ARefund_IsTakenOff', () => {
  expect(spentOf({ settled_usd: '1.30', reserved_usd: '9.00', refunded_usd: '0.10', attempts: 2 })).toBe('1.20');
});

test('firstOfMonth_LastEveningOfAMonth_IsThatMonthInUtc', () => {
  expect(firstOfMonth(new Date('2026-11-30T23:30:00Z'))).toBe('2026-11-01');
});

test('daysOf_ADayWithoutCosts_IsThereAsNothing', () => {
  const sum = { settled_usd: '2.00', reserved_usd: '0.00', refunded_usd: '0.00', attempts: 1 };
  expect(daysOf({ ...sum, from: '2026-10-31', to: '2026-11-02', items: [{ ...sum, group: '2026-11-01', name: null }] })).toEqual([
    { day: '2026-10-31', usd: '0.00' }, { day: '2026-11-01', usd: '2.00' }, { day: '2026-11-02', usd: '0.00' },
  ]);
});
