import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { ApiKey } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { NewDialog } from '../common/NewDialog';
import { ProblemNotice } from '../common/ProblemNotice';
import { KeyForm } from './KeyForm';
import { Secret } from './Secret';

/** The keys by which programs come in. */
export function ApiKeys() {
  const { t } = useTranslation();
  const keys = useQuery({ queryKey: ['keys'], queryFn: api.listKeys, select: (page) => page.items });
  const [made, setMade] = useState<ApiKey | null>(null);
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="keys">
      <Stack>
        <Group justify="space-between">
          <Title order={2} id="keys">{t('key.title')}</Title>
          <NewDialog label={t('key.new')}>{(close) => <KeyForm onMade={(key) => (setMade(key), close())} />}</NewDialog>
        </Group>
        {made && <Secret title={t('key.made', { name: made.name })} secret={made.key ?? ''} onClose={() => setMade(null)} />}
        <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} />
        {keys.data?.length === 0 && <Text size="sm" c="dimmed">{t('key.none')}</Text>}
        {keys.data && keys.data.length > 0 && (
          <div className="scrolls" tabIndex={0}>
            <table className="table num">
              <thead><tr>{(['name', 'scopes', 'cap', 'expires', 'used'] as const).map((name) => <th key={name}>{t(`key.${name}`)}</th>)}<td /></tr></thead>
              <tbody>{keys.data.map((key) => <Row key={key.id} apiKey={key} />)}</tbody>
            </table>
          </div>
        )}
      </Stack>
    </Paper>
  );
}

function Row({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { usd, day, ago } = useFormats();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const remove = useMutation({ mutationFn: () => api.removeKey(apiKey.id), onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }) });
  return (
    <tr>
      <td>{apiKey.name}<ProblemNotice error={remove.error} /></td>
      <td>{apiKey.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</td>
      <td>{apiKey.monthly_cap_usd ? t('usage.of_budget', { spent: usd(apiKey.spent_this_month_usd), budget: usd(apiKey.monthly_cap_usd) }) : t('brand.no_budget')}</td>
      <td>{apiKey.expires_at ? day(apiKey.expires_at) : t('key.never')}</td>
      <td>{apiKey.last_used_at ? ago(apiKey.last_used_at) : '–'}</td>
      <td className="right">
        <Button size="compact-xs" variant={sure ? 'filled' : 'default'} color={sure ? 'red' : undefined} loading={remove.isPending} onClick={() => (sure ? remove.mutate() : setSure(true))} onBlur={() => setSure(false)} aria-label={t(sure ? 'key.sure' : 'key.revoke', { name: apiKey.name })}>
          {t(sure ? 'key.sure_button' : 'key.revoke_button')}
        </Button>
      </td>
    </tr>
  );
}
