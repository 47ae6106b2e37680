import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { ApiKey, ApiKeyInput } from '../api/schema';
import { Group, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';

const scopes: ApiKeyInput['scopes'] = ['read', 'plan', 'render', 'admin'];

export function KeyForm({ onMade }: { onMade: (key: ApiKey) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ApiKeyInput['scopes']>(['read', 'plan']);
  const [cap, setCap] = useState<number | ''>('');
  const [until, setUntil] = useState('');
  const create = useMutation({
    mutationFn: () => api.createKey({
      name: name.trim(), scopes: chosen, ...(cap === '' ? {} : { monthly_cap_usd: cap.toFixed(2) }), ...(until ? { expires_at: `${until}T00:00:00Z` } : {}),
    }),
    onSuccess: async (key) => {
      await client.invalidateQueries({ queryKey: ['keys'] });
      onMade(key);
    },
  });
  return (
    <form onSubmit={(event) => (event.preventDefault(), create.mutate())}>
      <Stack>
        <TextInput label={t('key.name')} withAsterisk maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <Checkbox.Group label={t('key.scopes')} value={chosen} onChange={(value) => setChosen(value as ApiKeyInput['scopes'])}>
          <Stack gap="xs" mt="xs">{scopes.map((scope) => <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={t(`scope.${scope}_help`)} />)}</Stack>
        </Checkbox.Group>
        <NumberField label={t('key.cap')} description={t('key.cap_help')} unit="USD" rightSectionWidth={52} min={0} step={1} value={cap} onChange={setCap} />
        <TextInput type="date" label={t('key.expires')} description={t('key.expires_help')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        <ProblemNotice error={create.error} />
        <Group justify="flex-end"><Button type="submit" disabled={name.trim() === '' || chosen.length === 0} loading={create.isPending}>{t('key.create')}</Button></Group>
      </Stack>
    </form>
  );
}
