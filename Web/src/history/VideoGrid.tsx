import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoSummary } from '../api/schema';
import { gap, useRowWindow } from './useRowWindow';
import { VideoTile, type TileActions } from './VideoTile';

interface Props extends TileActions { videos: VideoSummary[]; chosen: ReadonlySet<string>; more: (() => void) | null; loading: boolean }

/** Thumbnails, as many as one likes: only those in sight are drawn, and the next page is asked for as its end comes near. */
export function VideoGrid({ videos, chosen, more, loading, ...actions }: Props) {
  const { t } = useTranslation();
  const { grid, rows, columns, tileHeight } = useRowWindow(videos.length);
  const shown = videos.slice(rows.first * columns, rows.end * columns);
  return (
    <>
      <div ref={grid} style={{ paddingTop: rows.above, paddingBottom: rows.below }}>
        <ul className="plain-list" style={{ display: 'grid', gap, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
          {shown.map((video) => (
            <li key={video.id} style={{ height: tileHeight }}><VideoTile video={video} chosen={chosen.has(video.id)} {...actions} /></li>
          ))}
        </ul>
      </div>
      {more && (
        <NearEnd onNear={more} key={videos.length}>
          <Button variant="default" loading={loading} onClick={more}>{t('history.more')}</Button>
        </NearEnd>
      )}
    </>
  );
}

function NearEnd({ onNear, children }: { onNear: () => void; children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry!.isIntersecting && onNear(), { rootMargin: '600px' });
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  return <div ref={place} style={{ textAlign: 'center' }}>{children}</div>;
}
