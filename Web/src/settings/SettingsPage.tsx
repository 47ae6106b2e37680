import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { signOut } from '../api/session';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { ApiKeys } from './ApiKeys';
import { WebhookSettings } from './WebhookSettings';

/** Who one is here, the keys of programs, and where finished videos are announced. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const me = useQuery({ queryKey: ['me'], queryFn: api.me });
  const isAdmin = me.data?.scopes.includes('admin');
  return (
    <Stack gap="lg">
      <Title order={1}>{t('nav.settings')}</Title>
      <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      {me.isPending && <PageSkeleton />}
      {me.data && (
        <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="me">
          <Group justify="space-between">
            <div>
              <Title order={2} id="me">{me.data.workspace.name}</Title>
              <Text size="sm" c="dimmed">{me.data.auth === 'none' ? t('settings.open') : t('settings.as', { name: me.data.name, scopes: me.data.scopes.map((scope) => t(`scope.${scope}`)).join(', ') })}</Text>
            </div>
            {me.data.auth === 'key' && <Button variant="default" onClick={signOut}>{t('settings.sign_out')}</Button>}
          </Group>
        </Paper>
      )}
      {me.data && !isAdmin && <Text c="dimmed">{t('settings.admin_only')}</Text>}
      {isAdmin && <><ApiKeys /><WebhookSettings /></>}
    </Stack>
  );
}
