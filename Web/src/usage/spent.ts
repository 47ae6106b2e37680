import type { Usage, UsageSum } from '../api/schema';
import { addUsd } from '../common/usd';

/** What is gone: charged less refunded; what is only set aside for attempts under way is not in it. */
export const spentOf = ({ settled_usd, refunded_usd }: UsageSum) => addUsd(settled_usd, `-${refunded_usd}`);

/** Budgets run by calendar month in UTC, as the ledger does. */
export const firstOfMonth = (today: Date) => `${today.toISOString().slice(0, 8)}01`;

/** Every day from the first of the period to its last, also those on which nothing was spent. */
export function daysOf(usage: Usage): { day: string; usd: string }[] {
  const days = [];
  const to = usage.to.slice(0, 10);
  for (const day = new Date(`${usage.from.slice(0, 10)}T00:00:00Z`); day.toISOString().slice(0, 10) <= to; day.setUTCDate(day.getUTCDate() + 1)) {
    const name = day.toISOString().slice(0, 10);
    const item = usage.items.find((each) => each.group.slice(0, 10) === name);
    days.push({ day: name, usd: item ? spentOf(item) : '0.00' });
  }

  return days;
}
