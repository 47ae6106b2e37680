import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api';
import { isOver } from '../api/polling';
import { useVideoAction } from '../api/queries';
import type { Video } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { Icon } from '../common/Icon';
import { Group, Text } from '../common/layout';
import { later } from '../common/NewDialog';
import { ProblemNotice } from '../common/ProblemNotice';
import { RaiseLimit } from './RaiseLimit';

const DeleteVideos = later(() => import('../manage/DeleteVideos').then((file) => file.DeleteVideos));
const RegenerateDialog = later(() => import('../manage/RegenerateDialog').then((file) => file.RegenerateDialog));

export const mayRetry = (video: Video) => video.status === 'failed' || (video.status === 'completed' && video.scenes.some((scene) => scene.stand_in));

/** What can be done with the video as a whole. */
export function VideoActions({ video }: { video: Video }) {
  const { t } = useTranslation();
  const [asking, ask] = useDisclosure(false);
  const [raising, raise] = useDisclosure(false);
  const [other, setOther] = useState<'again' | 'delete' | null>(null);
  const navigate = useNavigate();
  const needsMore = video.failure?.code === 'over_limit';
  const cancel = useVideoAction(() => api.cancel(video.id));
  const retry = useVideoAction(() => api.retry(video.id));
  return (
    <>
      <Group gap="xs">
        {mayRetry(video) && <Button loading={retry.isPending} onClick={() => (needsMore ? raise.open() : retry.mutate(undefined))}>{t('video.retry')}</Button>}
        {!isOver(video.status) && <Button variant="default" onClick={ask.open}>{t('video.cancel')}</Button>}
        {isOver(video.status) && <Button variant="default" leftSection={<Icon name="again" />} onClick={() => setOther('again')}>{t('regenerate.button')}</Button>}
        <ActionIcon variant="default" size="input-sm" onClick={() => setOther('delete')} aria-label={t('delete.open')} title={t('delete.button')}><Icon name="trash" /></ActionIcon>
      </Group>
      <ProblemNotice error={retry.error} />
      <Suspense>
        {other === 'again' && <RegenerateDialog video={{ ...video, has: { script: Boolean(video.script), storyboard: Boolean(video.storyboard) } }} onClose={() => setOther(null)} />}
        {other === 'delete' && <DeleteVideos videos={[{ ...video, title: video.script?.content.title ?? null, product_name: '' }]} onClose={() => setOther(null)} onGone={() => void navigate('/videos')} />}
      </Suspense>
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
