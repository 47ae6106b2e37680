import { Alert, Button, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { Scene, SceneResolution, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Paper, Stack, Text, Title } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';
import { addUsd, isMore } from '../common/usd';

/** Nobody knows whether the provider took the order: the two ways out, and what each means. */
export function DoubtfulScene({ video, scene }: { video: Video; scene: Scene }) {
  const { t } = useTranslation();
  const { usd, when } = useFormats();
  const provider = serviceName(t, scene.provider ?? '');
  const again = addUsd(video.cost_usd, scene.cost_usd);
  const [jobId, setJobId] = useState('');
  const [limit, setLimit] = useState<number | ''>(Number(isMore(again, video.max_cost_usd) ? again : video.max_cost_usd));
  const resolve = useVideoAction((resolution: SceneResolution) => api.resolve(video.id, scene.number, resolution));

  return (
    <Alert color="yellow" title={t('doubt.title', { scene: scene.number, provider })}>
      <Stack>
        <Text size="sm">{t('doubt.text', { provider, price: usd(scene.cost_usd), when: scene.waiting_since ? when(scene.waiting_since) : '' })}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Paper withBorder p="md">
            <Stack gap="xs">
              <Title order={3}>{t('doubt.collect')}</Title>
              <Text size="sm" c="dimmed">{t('doubt.collect_text', { provider })}</Text>
              <TextInput label={t('doubt.job_id')} value={jobId} maxLength={200} onChange={(event) => setJobId(event.currentTarget.value)} />
              <Button disabled={jobId.trim() === ''} loading={resolve.isPending} onClick={() => resolve.mutate({ action: 'collect', provider_job_id: jobId.trim() })}>
                {t('doubt.collect_button')}
              </Button>
            </Stack>
          </Paper>
          <Paper withBorder p="md">
            <Stack gap="xs">
              <Title order={3}>{t('doubt.resubmit')}</Title>
              <Text size="sm" c="dimmed">{t('doubt.resubmit_text', { price: usd(scene.cost_usd) })}</Text>
              <NumberField label={t('doubt.limit')} unit="USD" rightSectionWidth={52} min={0} step={0.01} value={limit} onChange={setLimit} />
              <Button
                variant="light" color="orange" disabled={limit === ''} loading={resolve.isPending}
                onClick={() => resolve.mutate({ action: 'resubmit', max_cost_usd: Number(limit).toFixed(2) })}
              >
                {t('doubt.resubmit_button', { price: usd(limit === '' ? 0 : limit) })}
              </Button>
            </Stack>
          </Paper>
        </SimpleGrid>
        <ProblemNotice error={resolve.error} />
      </Stack>
    </Alert>
  );
}
