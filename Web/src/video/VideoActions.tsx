import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { isOver } from '../api/polling';
import { useVideoAction } from '../api/queries';
import type { Video } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { ProblemNotice } from '../common/ProblemNotice';
import { RaiseLimit } from './RaiseLimit';

export const mayRetry = (video: Video) => video.status === 'failed' || (video.status === 'completed' && video.scenes.some((scene) => scene.stand_in));

/** Cancel and retry, where they can be done. */
export function VideoActions({ video }: { video: Video }) {
  const { t } = useTranslation();
  const [asking, ask] = useDisclosure(false);
  const [raising, raise] = useDisclosure(false);
  const needsMore = video.failure?.code === 'over_limit';
  const cancel = useVideoAction(() => api.cancel(video.id));
  const retry = useVideoAction(() => api.retry(video.id));
  return (
    <>
      <Group gap="xs">
        {mayRetry(video) && <Button loading={retry.isPending} onClick={() => (needsMore ? raise.open() : retry.mutate(undefined))}>{t('video.retry')}</Button>}
        {!isOver(video.status) && <Button variant="default" onClick={ask.open}>{t('video.cancel')}</Button>}
      </Group>
      <ProblemNotice error={retry.error} />
      {raising && <RaiseLimit video={video} onClose={raise.close} />}
      <Dialog opened={asking} onClose={ask.close} title={t('video.cancel_title')} centered>
        <Text size="sm" mb="md">{t('video.cancel_text')}</Text>
        <ProblemNotice error={cancel.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={ask.close}>{t('video.go_on')}</Button>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate(undefined, { onSuccess: ask.close })}>{t('video.cancel_confirm')}</Button>
        </Group>
      </Dialog>
    </>
  );
}
