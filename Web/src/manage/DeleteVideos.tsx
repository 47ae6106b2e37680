import { Alert, Button, List } from '@mantine/core';
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { Problem } from '../api/client';
import type { DeletedVideo, Page, VideoSummary } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { ProblemNotice, problemText } from '../common/ProblemNotice';

type Named = Pick<VideoSummary, 'id' | 'title' | 'product_name' | 'status'>;
interface Props { videos: Named[]; onClose: () => void; onDone?: () => void; /** When the receipt has been read. */ onGone?: () => void }

/** Asks once, deletes, and shows what is gone and what is not. */
export function DeleteVideos({ videos, onClose, onDone, onGone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.deleteVideos(videos.map((video) => video.id)),
    onSuccess: ({ items }) => {
      const gone = new Set(items.filter((item) => item.deleted).map((item) => item.id));
      client.setQueriesData<InfiniteData<Page<VideoSummary>>>({ queryKey: ['videos'] }, (data) => data && ({
        ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.filter((video) => !gone.has(video.id)) })),
      }));
      void client.invalidateQueries({ queryKey: ['videos'], refetchType: 'none' });
      onDone?.();
    },
  });
  const name = (video: Named) => video.title ?? video.product_name ?? t('video.untitled');
  if (remove.data) {
    return <Receipt items={remove.data.items} nameOf={(id) => name(videos.find((video) => video.id === id)!)} onClose={() => (onClose(), remove.data.items.some((item) => item.deleted) && onGone?.())} />;
  }

  return (
    <Dialog opened onClose={onClose} title={t('delete.title', { count: videos.length })} centered>
      <Stack>
        <List size="sm">
          {videos.slice(0, 5).map((video) => <List.Item key={video.id}>{name(video)}</List.Item>)}
          {videos.length > 5 && <List.Item>{t('delete.more', { count: videos.length - 5 })}</List.Item>}
        </List>
        <Text size="sm">{t('delete.text')}</Text>
        <ProblemNotice error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>{t('delete.keep')}</Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>{t('delete.confirm', { count: videos.length })}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Receipt({ items, nameOf, onClose }: { items: DeletedVideo[]; nameOf: (id: string) => string; onClose: () => void }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const gone = items.flatMap((item) => item.receipt ?? []);
  const kept = items.filter((item) => !item.deleted);
  const sum = (of: 'assets' | 'bytes') => gone.reduce((total, receipt) => total + receipt[of], 0);
  return (
    <Dialog opened onClose={onClose} title={t('delete.receipt')} centered>
      <Stack>
        <Text role="status">{t('delete.gone', { count: gone.length })}</Text>
        <Text size="sm" c="dimmed" className="num">{t('delete.freed', { count: sum('assets'), size: bytes(sum('bytes')) })}</Text>
        {gone.some((receipt) => receipt.cancelled) && <Text size="sm" c="dimmed">{t('delete.cancelled', { count: gone.filter((receipt) => receipt.cancelled).length })}</Text>}
        {kept.length > 0 && (
          <Alert color="yellow" title={t('delete.kept', { count: kept.length })}>
            <List size="sm">
              {kept.map(({ id, problem }) => (
                <List.Item key={id}>{nameOf(id)}: {problemText(t, new Problem(0, problem?.code ?? 'unexpected', problem?.detail ?? ''))}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Group justify="flex-end"><Button onClick={onClose} data-autofocus>{t('app.close')}</Button></Group>
      </Stack>
    </Dialog>
  );
}
