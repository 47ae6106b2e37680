import { expect, test } from 'vitest';
import { firstOfMonth, spentOf } from './spent';

test('spentOf_ARefund_IsTakenOff', () => {
  expect(spentOf({ settled_usd: '1.30', reserved_usd: '9.00', refunded_usd: '0.10', attempts: 2 })).toBe('1.20');
});

test('firstOfMonth_LastEveningOfAMonth_IsThatMonthInUtc', () => {
  expect(firstOfMonth(new Date('2026-11-30T23:30:00Z'))).toBe('2026-11-01');
});
