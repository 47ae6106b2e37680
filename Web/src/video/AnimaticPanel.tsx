import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Text, Title } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

/** The storyboard as a film, free and before anything is paid for: with its pace, its words and its transitions. */
export function AnimaticPanel({ video, revision }: { video: Video; revision: number }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const make = useVideoAction(() => api.animatic(video.id));
  const animatic = video.animatic?.revision === revision ? video.animatic : null;
  const [width, height] = video.options.aspect_ratio.split(':').map(Number);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="animatic">
      <Group justify="space-between" align="center" mih={36}>
        <div style={{ flex: 1, minWidth: 200 }}>
          <Title order={3} id="animatic">{t('animatic.title')}</Title>
          <Text size="sm" c="dimmed" role="status">
            {animatic?.status === 'rendering' ? t('animatic.rendering', { percent: percent(animatic.percent) }) : t(animatic?.status === 'failed' ? 'animatic.failed' : video.animatic && !animatic ? 'animatic.older' : 'animatic.text')}
          </Text>
        </div>
        {animatic?.status !== 'rendering' && animatic?.status !== 'ready' && (
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate(undefined)}>{t(animatic ? 'app.try_again' : 'animatic.make')}</Button>
        )}
      </Group>
      {animatic?.status === 'rendering' && <Progress value={animatic.percent} size="sm" mt="sm" aria-label={t('animatic.title')} />}
      {animatic?.status === 'ready' && animatic.url && (
        <video className="player" controls playsInline preload="metadata" src={animatic.url} style={{ aspectRatio: `${width} / ${height}`, maxHeight: 420, marginTop: 12 }} aria-label={t('animatic.title')} />
      )}
      <ProblemNotice error={make.error} />
    </Paper>
  );
}
