import './review.css';
import { Alert, Badge, Skeleton } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Problem } from '../api/client';
import { isOver } from '../api/polling';
import { useBrands, useProducts } from '../api/queries';
import { useVideo } from '../api/useVideo';
import type { Video } from '../api/schema';
import { EmptyState } from '../common/EmptyState';
import { useFormats } from '../common/format';
import { Group, Stack, Text, Title } from '../common/layout';
import { PageSkeleton } from '../common/PageSkeleton';
import { Fallbacks } from '../common/Fallbacks';
import { failureText, ProblemNotice } from '../common/ProblemNotice';
import { StatusBadge } from '../common/StatusBadge';
import { DoubtfulScene } from './DoubtfulScene';
import { ProgressPanel } from './ProgressPanel';
import { PaintedBy } from './Provenance';
import { ResultPanel } from './ResultPanel';
import { ScriptReview, StoryboardReview } from './ReviewPanel';
import { RevisionsPanel } from './RevisionsPanel';
import { SceneTable } from './SceneTable';
import { ScriptText } from './ScriptText';
import { StoryboardStrip } from './StoryboardStrip';
import { mayRetry, VideoActions } from './VideoActions';

export default function VideoPage() {
  const { t } = useTranslation();
  const query = useVideo(useParams().id!);
  if (query.data) {
    return (
      <Stack gap="lg">
        {query.isRefetchError && <ProblemNotice error={query.error} title={t('video.stale')} onRetry={() => void query.refetch()} />}
        <VideoView video={query.data} />
      </Stack>
    );
  }

  if (query.error instanceof Problem && query.error.status === 404) {
    return <EmptyState title={t('video.none')} text={t('video.none_text')} link={{ to: '/videos', label: t('nav.videos') }} />;
  }

  return query.error ? <ProblemNotice error={query.error} onRetry={() => void query.refetch()} /> : <PageSkeleton />;
}

function VideoView({ video }: { video: Video }) {
  const { t, i18n } = useTranslation();
  const { status, progress, script, storyboard, result } = video;
  const scriptReview = progress.waiting_for === 'script_review' && script;
  const storyboardReview = progress.waiting_for === 'storyboard_review' && storyboard;
  // Where the video stands is seen before all that can be done with it is drawn.
  const seen = useDeferredValue(true, false);
  const rendering = video.scenes.some((scene) => scene.attempt > 0 || scene.reused || scene.state !== 'waiting');
  return (
    <>
      <Heading video={video} />
      {status === 'completed' && result && <ResultPanel video={video} result={result} />}
      {video.failure && isOver(status) && (
        <Alert color="red" title={video.failure.scene ? t('video.failed_scene', { scene: video.failure.scene }) : t(status === 'cancelled' ? 'video.ended' : 'video.failed')} role="alert">
          <Text size="sm">{failureText(t, video.failure)}</Text>
          <Fallbacks fallbacks={video.failure.fallbacks} />
          {video.failure.fallbacks.length === 0 && (video.failure.detail ?? i18n.language !== 'en') && <Text size="xs" c="dimmed" mt="xs" component="pre" lang="en" style={{ whiteSpace: 'pre-wrap', overflowX: 'auto' }}>{[i18n.language === 'en' ? null : video.failure.message, video.failure.detail].filter(Boolean).join('\n')}</Text>}
          {mayRetry(video) && <Text size="sm" mt="xs">{t('video.retry_keeps')}</Text>}
        </Alert>
      )}
      {status !== 'completed' && <ProgressPanel video={video} />}
      {seen ? (
        <>
          {video.scenes.filter((scene) => scene.waiting_for === 'scene_resolution').map((scene) => <DoubtfulScene key={scene.number} video={video} scene={scene} />)}
          {scriptReview && <ScriptReview video={video} script={scriptReview} />}
          {storyboardReview && <StoryboardReview video={video} storyboard={storyboardReview} />}
          {rendering && <SceneTable video={video} />}
          {storyboard && !storyboardReview && <Pictures video={video} />}
          {script && <RevisionsPanel video={video} />}
          {script && !scriptReview && <ScriptText script={script.content} open={!storyboard} />}
        </>
      ) : <Skeleton h={320} />}
    </>
  );
}

function Heading({ video }: { video: Video }) {
  const { t } = useTranslation();
  const { seconds, when } = useFormats();
  const brand = useBrands().data?.find((candidate) => candidate.id === video.brand_id);
  const product = useProducts().data?.find((candidate) => candidate.id === video.product_id);
  const { options } = video;
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={6} flex={1} miw={240}>
        <Group gap="sm">
          <Title order={1}>{video.script?.content.title ?? product?.name ?? t('video.untitled')}</Title>
          <StatusBadge status={video.status} />
        </Group>
        <Text c="dimmed" size="sm" mih={20}>
          {[brand?.name, product?.name, seconds(options.duration_seconds), options.aspect_ratio, options.resolution, when(video.created_at)].filter(Boolean).join(' · ')}
          {video.run > 1 && <Badge ml="xs" size="sm" variant="outline">{t('video.run', { run: video.run })}</Badge>}
        </Text>
      </Stack>
      <VideoActions video={video} />
    </Group>
  );
}

function Pictures({ video }: { video: Video }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(-1);
  const scene = video.storyboard!.content.scenes[chosen];
  const still = video.scenes[chosen]?.still;
  return (
    <Stack component="section" aria-labelledby="storyboard" gap="xs">
      <Title order={2} id="storyboard">{t('storyboard.label')}</Title>
      <StoryboardStrip scenes={video.storyboard!.content.scenes} stills={video.scenes} ratio={video.options.aspect_ratio} chosen={chosen} onChoose={setChosen} />
      {scene && <Text size="sm" c="dimmed">{scene.visual_prompt}</Text>}
      {still && <PaintedBy still={still} />}
    </Stack>
  );
}
