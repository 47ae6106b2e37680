import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { Problem } from '../api/client';
import type { WebhookEndpoint, WebhookEvent } from '../api/schema';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { Deliveries } from './Deliveries';
import { Secret } from './Secret';

const events: WebhookEvent[] = ['video.completed', 'video.failed', 'video.cancelled', 'video.review_requested'];

/** Where this system announces what has become of a video. */
export function WebhookSettings() {
  const { t } = useTranslation();
  const endpoint = useQuery({
    queryKey: ['webhook'], retry: false,
    queryFn: () => api.webhook().catch((error: unknown) => (error instanceof Problem && error.status === 404 ? null : Promise.reject(error as Error))),
  });
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="webhook">
      <Stack>
        <div>
          <Title order={2} id="webhook">{t('webhook.title')}</Title>
          <Text size="sm" c="dimmed">{t('webhook.text')}</Text>
        </div>
        <ProblemNotice error={endpoint.error} onRetry={() => void endpoint.refetch()} />
        {endpoint.isSuccess && <EndpointForm key={endpoint.data?.url ?? ''} endpoint={endpoint.data} />}
        {endpoint.data && <Deliveries />}
      </Stack>
    </Paper>
  );
}

function EndpointForm({ endpoint }: { endpoint: WebhookEndpoint | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [chosen, setChosen] = useState<WebhookEvent[]>(endpoint?.events ?? events);
  const refresh = () => client.invalidateQueries({ queryKey: ['webhook'] });
  const save = useMutation({ mutationFn: () => api.saveWebhook(url.trim(), chosen), onSuccess: ({ secret }) => (secret ? client.setQueryData(['webhook-secret'], secret) : undefined, refresh()) });
  const rotate = useMutation({ mutationFn: api.rotateSecret, onSuccess: ({ secret }) => client.setQueryData(['webhook-secret'], secret) });
  const remove = useMutation({ mutationFn: api.removeWebhook, onSuccess: refresh });
  // Kept beside the form, which begins anew once there is an endpoint.
  const secret = useQuery<string | null>({ queryKey: ['webhook-secret'], queryFn: () => null, staleTime: Infinity });
  return (
    <form onSubmit={(event) => (event.preventDefault(), save.mutate())}>
      <Stack>
        <TextInput label={t('webhook.url')} type="url" placeholder="https://" maxLength={2000} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
        <Checkbox.Group label={t('webhook.events')} value={chosen} onChange={(value) => setChosen(value as WebhookEvent[])}>
          <Group mt="xs">{events.map((event) => <Checkbox key={event} value={event} label={t(`webhook.event.${event.slice('video.'.length) as 'completed'}`)} />)}</Group>
        </Checkbox.Group>
        {secret.data && <Secret title={t('webhook.secret')} secret={secret.data} onClose={() => client.setQueryData(['webhook-secret'], null)} />}
        <ProblemNotice error={save.error ?? rotate.error ?? remove.error} />
        <Group justify="flex-end" gap="xs">
          {endpoint && <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>{t('webhook.remove')}</Button>}
          {endpoint && <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>{t('webhook.rotate')}</Button>}
          <Button type="submit" loading={save.isPending} disabled={!/^https?:\/\/.+/.test(url.trim()) || chosen.length === 0}>{t('edit.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
