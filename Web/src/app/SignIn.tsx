import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { signIn, signOut } from '../api/session';
import { Paper, Stack, Text, Title } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

/** Asks for an API key where the API lets nobody in without. */
export function SignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const enter = useMutation({
    mutationFn: async () => {
      signIn(key.trim());
      try {
        return await api.me();
      } catch (error) {
        signOut();
        throw error;
      }
    },
    onSuccess: () => client.resetQueries(),
  });
  return (
    <Paper withBorder p="xl" radius="lg" maw={460} mx="auto" mt="xl" component="form" onSubmit={(event: React.FormEvent) => (event.preventDefault(), enter.mutate())}>
      <Stack>
        <div>
          <Title order={1}>{t('sign_in.title')}</Title>
          <Text c="dimmed" size="sm" mt={4}>{t('sign_in.text')}</Text>
        </div>
        <PasswordInput label={t('sign_in.key')} placeholder="vg_…" value={key} autoComplete="off" onChange={(event) => setKey(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show') }} />
        <ProblemNotice error={enter.error} />
        <Button type="submit" loading={enter.isPending} disabled={key.trim() === ''}>{t('sign_in.go')}</Button>
      </Stack>
    </Paper>
  );
}
