import { Button, Group, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isOver } from '../api/polling';
import { useBrands, useProducts, useVideos } from '../api/queries';
import type { VideoSummary } from '../api/schema';
import { EmptyState } from '../common/EmptyState';
import { useFormats } from '../common/format';
import { ProblemNotice } from '../common/ProblemNotice';
import { StatusBadge } from '../common/StatusBadge';

export default function HistoryPage() {
  const { t } = useTranslation();
  const videos = useVideos();
  const items = videos.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('history.title')}</Title>
        <Button component={Link} to="/generate">{t('nav.generate')}</Button>
      </Group>
      <ProblemNotice error={videos.error} onRetry={() => void videos.refetch()} />
      {items?.length === 0 && <EmptyState inPage title={t('history.empty')} text={t('history.empty_text')} link={{ to: '/generate', label: t('nav.generate') }} />}
      {!items && videos.isPending && <div className="grid" role="status" aria-label={t('app.loading')}>{[1, 2, 3, 4, 5, 6].map((i) => <Skeleton key={i} h={240} radius="lg" />)}</div>}
      {items && items.length > 0 && (
        <ul className="plain-list grid">{items.map((video) => <li key={video.id}><Tile video={video} /></li>)}</ul>
      )}
      {videos.hasNextPage && (
        <Button variant="default" mx="auto" loading={videos.isFetchingNextPage} onClick={() => void videos.fetchNextPage()}>{t('history.more')}</Button>
      )}
    </Stack>
  );
}

function textOf(t: TFunction, { failure, progress, status }: VideoSummary) {
  return failure?.message ?? (progress.waiting_for ? t(`waiting.${progress.waiting_for}`, { scene: progress.scene }) : t(`now.${status}`));
}

function Tile({ video }: { video: VideoSummary }) {
  const { t } = useTranslation();
  const { seconds, usd, when } = useFormats();
  const brand = useBrands().data?.find((candidate) => candidate.id === video.brand_id);
  const product = useProducts().data?.find((candidate) => candidate.id === video.product_id);
  const name = product?.name ?? t('video.untitled');
  return (
    <Link className="tile" to={`/generate/${video.id}`}>
      <div className="tile-picture">
        {video.thumbnail_url
          ? <img src={video.thumbnail_url} alt="" loading="lazy" />
          : <Text c="dimmed" size="sm" ta="center" pos="absolute" inset="42% 12px auto">{textOf(t, video)}</Text>}
      </div>
      <Stack gap={6} p="sm">
        <Group justify="space-between" gap="xs">
          <StatusBadge status={video.status} waits={Boolean(video.progress.waiting_for)} />
          <Text size="sm" c="dimmed" className="num">{usd(video.cost_usd)}</Text>
        </Group>
        <Text fw={600} component="h2" size="md" lineClamp={1}>{name}</Text>
        <Text size="sm" c="dimmed" lineClamp={1} mih={20}>{[brand?.name, seconds(video.options.duration_seconds), video.options.aspect_ratio].filter(Boolean).join(' · ')}</Text>
        <Text size="xs" c="dimmed">{when(video.created_at)}</Text>
        {!isOver(video.status) && <Progress value={video.progress.percent} size="xs" aria-label={t('steps.percent')} />}
      </Stack>
    </Link>
  );
}
