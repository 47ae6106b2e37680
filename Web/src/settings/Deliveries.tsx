import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/api';
import type { Delivery } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Stack, Text, Title } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

const colors = { pending: 'gray', delivered: 'pine', failed: 'red' } as const;

/** What has been announced, whether it arrived, and the way to say it again. */
export function Deliveries() {
  const { t } = useTranslation();
  const deliveries = useQuery({ queryKey: ['deliveries'], queryFn: api.deliveries, select: (page) => page.items });
  return (
    <div>
      <Title order={3} mb="xs">{t('webhook.deliveries')}</Title>
      <ProblemNotice error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      {deliveries.data?.length === 0 && <Text size="sm" c="dimmed">{t('webhook.no_deliveries')}</Text>}
      <Stack component="ul" className="plain-list" gap={0}>{deliveries.data?.map((delivery) => <Row key={delivery.id} delivery={delivery} />)}</Stack>
    </div>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { when } = useFormats();
  const client = useQueryClient();
  const replay = useMutation({ mutationFn: () => api.replay(delivery.id), onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }) });
  const last = delivery.attempts.at(-1);
  return (
    <li className="list-row">
      <Group gap="sm">
        <Badge variant="light" color={colors[delivery.state]}>{t(`webhook.${delivery.state}`)}</Badge>
        <Text size="sm" flex={1} miw={180}>
          <Link to={`/generate/${delivery.video_id}`}>{t(`webhook.event.${delivery.event.slice('video.'.length) as 'completed'}`)}</Link>
          <Text span c="dimmed" className="num"> · {when(delivery.created_at)} · {t('webhook.attempts', { count: delivery.attempts.length })}{last && ` · ${last.status === null ? last.error : `HTTP ${last.status}`}`}</Text>
        </Text>
        <Button size="compact-xs" variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>{t('webhook.replay')}</Button>
      </Group>
      <ProblemNotice error={replay.error} />
    </li>
  );
}
