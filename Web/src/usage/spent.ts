import type { UsageSum } from '../api/schema';
import { addUsd } from '../common/usd';

/** What is gone: charged less refunded; what is only set aside for attempts under way is not in it. */
export const spentOf = ({ settled_usd, refunded_usd }: UsageSum) => addUsd(settled_usd, `-${refunded_usd}`);

/** Budgets run by calendar month in UTC, as the ledger does. */
export const firstOfMonth = (today: Date) => `${today.toISOString().slice(0, 8)}01`;
