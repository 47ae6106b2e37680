import './history.css';
import { Button, Skeleton } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { VideoFilters } from '../api/api';
import { useVideos } from '../api/queries';
import type { VideoSummary } from '../api/schema';
import { EmptyState } from '../common/EmptyState';
import { Group, Stack, Text, Title } from '../common/layout';
import { later } from '../common/NewDialog';
import { ProblemNotice } from '../common/ProblemNotice';
import { FilterBar } from './FilterBar';
import { filtersOf, narrows, withFilter } from './filters';
import { useChosen } from './useChosen';
import { VideoGrid } from './VideoGrid';

const DeleteVideos = later(() => import('../manage/DeleteVideos').then((file) => file.DeleteVideos));
const RegenerateDialog = later(() => import('../manage/RegenerateDialog').then((file) => file.RegenerateDialog));

/** All videos, newest first, and what can be done with many of them at once. */
export default function HistoryPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const filters = filtersOf(address);
  const videos = useVideos(filters);
  const items = videos.data?.pages.flatMap((page) => page.items);
  const chosen = useChosen(items ?? []);
  const [deleting, setDeleting] = useState<VideoSummary[] | null>(null);
  const [again, setAgain] = useState<VideoSummary | null>(null);
  const clear = () => setAddress({}, { replace: true });
  // From the address itself: what this page last saw of it may be older than another filter that was just set.
  const change = (name: keyof VideoFilters, value: string) => setAddress(withFilter(new URLSearchParams(window.location.search), name, value), { replace: true });
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('history.title')}</Title>
        <Button component={Link} to="/generate">{t('nav.generate')}</Button>
      </Group>
      <FilterBar filters={filters} onClear={clear} onChange={change} />
      <ProblemNotice error={videos.error} onRetry={() => void videos.refetch()} />
      {items?.length === 0 && (narrows(filters)
        ? <EmptyState inPage title={t('history.none_found')} text={t('history.none_found_text')}><Button variant="default" onClick={clear}>{t('filter.clear')}</Button></EmptyState>
        : <EmptyState inPage title={t('history.empty')} text={t('history.empty_text')} link={{ to: '/generate', label: t('nav.generate') }} />)}
      {!items && !videos.isError && <div className="grid" role="status" aria-label={t('app.loading')}>{[1, 2, 3, 4, 5, 6, 7, 8].map((i) => <Skeleton key={i} h={290} radius="lg" />)}</div>}
      {items && items.length > 0 && (
        <div className={chosen.ids.size > 0 ? 'chooses' : undefined} aria-busy={videos.isPlaceholderData} style={{ opacity: videos.isPlaceholderData ? 0.6 : 1 }}>
          <VideoGrid
            videos={items} chosen={chosen.ids} more={videos.hasNextPage && !videos.isFetchingNextPage ? () => void videos.fetchNextPage() : null} loading={videos.isFetchingNextPage}
            onChoose={chosen.choose} onRegenerate={setAgain} onDelete={(video) => setDeleting([video])}
          />
        </div>
      )}
      {chosen.ids.size > 0 && (
        <Group className="action-bar" role="region" aria-label={t('history.chosen', { count: chosen.ids.size })}>
          <Text fw={600} flex={1} role="status">{t('history.chosen', { count: chosen.ids.size })}</Text>
          <Button variant="default" onClick={chosen.all}>{t('history.choose_all')}</Button>
          <Button variant="default" onClick={chosen.none}>{t('history.choose_none')}</Button>
          <Button color="red" onClick={() => setDeleting(items!.filter((video) => chosen.ids.has(video.id)))}>{t('delete.open')}</Button>
        </Group>
      )}
      <Suspense>
        {deleting && <DeleteVideos videos={deleting} onClose={() => setDeleting(null)} onDone={chosen.none} />}
        {again && <RegenerateDialog video={again} onClose={() => setAgain(null)} />}
      </Suspense>
    </Stack>
  );
}
