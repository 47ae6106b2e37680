import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { Video } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { useFormats } from '../common/format';
import { Group, Text } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';

/** The limit stopped the video: a retry goes on with a higher one, which is named here. */
export function RaiseLimit({ video, onClose }: { video: Video; onClose: () => void }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const [limit, setLimit] = useState<number | ''>(Number(video.max_cost_usd));
  const isHigher = limit !== '' && limit > Number(video.max_cost_usd);
  const retry = useVideoAction((maxCostUsd: string) => api.retry(video.id, maxCostUsd));
  return (
    <Dialog opened onClose={onClose} title={t('raise.title')} centered>
      <Text size="sm" mb="md">{t('raise.text', { spent: usd(video.cost_usd), limit: usd(video.max_cost_usd) })}</Text>
      <NumberField label={t('doubt.limit')} unit="USD" rightSectionWidth={52} min={0} step={0.01} value={limit} onChange={setLimit} data-autofocus />
      <ProblemNotice error={retry.error} />
      <Group justify="flex-end" mt="md">
        <Button disabled={!isHigher} loading={retry.isPending} onClick={() => retry.mutate(Number(limit).toFixed(2), { onSuccess: onClose })}>
          {t('raise.go', { limit: usd(limit === '' ? 0 : limit) })}
        </Button>
      </Group>
    </Dialog>
  );
}
