import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useBrands } from '../api/queries';
import type { Usage } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';
import { DayChart } from './DayChart';
import './usage.css';
import { ProviderStatus } from './ProviderStatus';
import { firstOfMonth, spentOf } from './spent';

const useUsage = (group: 'day' | 'brand' | 'provider') => {
  const from = firstOfMonth(new Date());
  return useQuery({ queryKey: ['usage', group, from], queryFn: () => api.usage(group, from) });
};

/** What this month has cost so far, by day, brand and provider; budgets; and how the providers are. */
export default function UsagePage() {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const [days, brands, providers] = [useUsage('day'), useUsage('brand'), useUsage('provider')];
  const broken = [days, brands, providers].find((query) => query.isError);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('nav.usage')}</Title>
        {days.data && <Text c="dimmed" className="num">{`${t('usage.sum', { spent: usd(spentOf(days.data)), open: usd(days.data.reserved_usd) })}, ${t('usage.orders', { count: days.data.attempts })}`}</Text>}
      </div>
      <ProblemNotice error={broken?.error ?? null} onRetry={() => void broken?.refetch()} />
      {!broken && (!days.data || !brands.data || !providers.data) && <PageSkeleton />}
      {days.data && brands.data && providers.data && (
        <>
          <DayChart usage={days.data} />
          <div className="two-columns">
            <Budgets usage={brands.data} />
            <Bars title={t('usage.by_provider')} usage={providers.data} />
          </div>
        </>
      )}
      <ProviderStatus />
    </Stack>
  );
}

function Bars({ title, usage }: { title: string; usage: Usage }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const most = Math.max(...usage.items.map((item) => Number(spentOf(item))), 0.01);
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={title}>
      <Title order={2} mb="sm">{title}</Title>
      {usage.items.length === 0 && <Text size="sm" c="dimmed">{t('usage.nothing')}</Text>}
      <table className="table num" data-plain>
        <tbody>
          {usage.items.map((item) => (
            <tr key={item.group}>
              <th style={{ width: '30%' }}>{item.name ?? serviceName(t, item.group)}</th>
              <td><Progress value={(Number(spentOf(item)) / most) * 100} size="lg" aria-label={item.name ?? serviceName(t, item.group)} /></td>
              <td className="right" style={{ width: 110 }}>{usd(spentOf(item))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

function Budgets({ usage }: { usage: Usage }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const brands = useBrands();
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={t('usage.by_brand')}>
      <Title order={2} mb="sm">{t('usage.by_brand')}</Title>
      <Stack gap="sm">
        {brands.data?.map((brand) => {
          const row = usage.items.find((item) => item.group === brand.id);
          const spent = row ? spentOf(row) : '0.00';
          const budget = brand.monthly_budget_usd;
          const share = budget && Number(budget) > 0 ? (Number(spent) / Number(budget)) * 100 : 0;
          return (
            <div key={brand.id}>
              <Group justify="space-between"><Text size="sm">{brand.name}</Text><Text size="sm" className="num">{budget ? t('usage.of_budget', { spent: usd(spent), budget: usd(budget) }) : usd(spent)}</Text></Group>
              {budget && <Progress value={Math.min(100, share)} color={share >= 100 ? 'red' : share >= 80 ? 'yellow' : 'pine'} size="sm" mt={4} aria-label={t('usage.budget_of', { name: brand.name })} />}
            </div>
          );
        })}
        {brands.data?.length === 0 && <Text size="sm" c="dimmed">{t('usage.nothing')}</Text>}
      </Stack>
    </Paper>
  );
}
