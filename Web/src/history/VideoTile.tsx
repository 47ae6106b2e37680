import { ActionIcon, Checkbox, Progress } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isOver } from '../api/polling';
import type { VideoSummary } from '../api/schema';
import { useFormats } from '../common/format';
import { Icon } from '../common/Icon';
import { Group, Text } from '../common/layout';
import { failureText } from '../common/ProblemNotice';
import { StatusBadge } from '../common/StatusBadge';
import { asksPerson } from '../video/pipeline';
import { Preview, usePreview } from './Preview';

export interface TileActions {
  onChoose: (video: VideoSummary, range: boolean) => void;
  onRegenerate: (video: VideoSummary) => void;
  onDelete: (video: VideoSummary) => void;
}

interface Props extends TileActions { video: VideoSummary; chosen: boolean }

/** One video of the history: how it looks, where it stands, and what can be done with it. */
export function VideoTile({ video, chosen, onChoose, onRegenerate, onDelete }: Props) {
  const { t } = useTranslation();
  const { seconds, usd, when } = useFormats();
  const preview = usePreview(video.preview_url);
  const name = video.title ?? video.product_name;
  return (
    <article className="tile" data-chosen={chosen || undefined} {...preview.events}>
      <div className="tile-picture">
        {video.thumbnail_url ? <img src={video.thumbnail_url} alt="" loading="lazy" decoding="async" /> : <Text className="tile-blank" c="dimmed" size="sm">{textOf(t, video)}</Text>}
        {preview.shown && <Preview url={preview.shown} />}
        <Checkbox className="tile-check" checked={chosen} onChange={(event) => onChoose(video, (event.nativeEvent as MouseEvent).shiftKey)} aria-label={t('history.choose', { name })} />
        <Group className="tile-tools" gap={4}>
          {video.preview_url && (
            <ActionIcon component="a" href={video.preview_url} download variant="default" aria-label={t('history.download', { name })} title={t('result.download')}><Icon name="download" /></ActionIcon>
          )}
          <ActionIcon variant="default" onClick={() => onRegenerate(video)} aria-label={t('history.regenerate', { name })} title={t('regenerate.button')}><Icon name="again" /></ActionIcon>
          <ActionIcon variant="default" onClick={() => onDelete(video)} aria-label={t('history.delete', { name })} title={t('delete.button')}><Icon name="trash" /></ActionIcon>
        </Group>
      </div>
      <div className="tile-text">
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <StatusBadge status={video.status} waits={asksPerson(video.progress.waiting_for)} />
          <Text size="sm" c="dimmed" className="num">{usd(video.cost_usd)}</Text>
        </Group>
        <Text fw={600} component="h2" size="md" truncate><Link className="tile-link" to={`/generate/${video.id}`}>{name}</Link></Text>
        <Text size="sm" c="dimmed" truncate>{[video.brand_name, seconds(video.duration_seconds), video.options.aspect_ratio].filter(Boolean).join(' · ')}</Text>
        <Text size="xs" c="dimmed">{when(video.created_at)}</Text>
      </div>
      {!isOver(video.status) && <Progress className="tile-progress" value={video.progress.percent} size={4} radius={0} aria-label={t('steps.percent')} />}
    </article>
  );
}

function textOf(t: TFunction, { failure, progress, status }: VideoSummary) {
  return failure ? failureText(t, failure) : (progress.waiting_for ? t(`waiting.${progress.waiting_for}`, { scene: progress.scene }) : t(`now.${status}`));
}
