import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Usage } from '../api/schema';
import { useFormats } from '../common/format';
import { Paper, Title } from '../common/layout';
import { daysOf, spentOf } from './spent';

/** What each day of the month has cost, in columns; and as a table for those who hear the page. */
export function DayChart({ usage }: { usage: Usage }) {
  const { t } = useTranslation();
  const { usd, day } = useFormats();
  const days = daysOf(usage);
  const most = Math.max(...days.map((each) => Number(each.usd)), 0.01);
  const none = days.every((each) => Number(each.usd) === 0);
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={t('usage.by_day')}>
      <Title order={2} mb="sm">{t('usage.by_day')}</Title>
      <div className="days" role="img" aria-label={none ? t('usage.nothing') : t('usage.most', { price: usd(most) })}>
        {days.map((each) => <i key={each.day} style={{ height: `${(Number(each.usd) / most) * 100}%`, minHeight: Number(each.usd) > 0 ? 3 : 0 }} title={`${day(each.day)}: ${usd(each.usd)}`} />)}
      </div>
      <div className="axis num" aria-hidden><span>{day(days[0]!.day)}</span><span>{none ? t('usage.nothing') : t('usage.most', { price: usd(most) })}</span><span>{day(days.at(-1)!.day)}</span></div>
      <VisuallyHidden component="ul">
        {usage.items.map((item) => <li key={item.group}>{day(item.group)}: {usd(spentOf(item))}</li>)}
      </VisuallyHidden>
    </Paper>
  );
}
