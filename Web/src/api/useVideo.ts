import { replaceEqualDeep, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Problem } from './client';
import { listen } from './listen';
import { isOver, useVideoDelay } from './polling';
import { videoQuery } from './queries';
import type { Video } from './schema';

const gatherMs = 150;
/** While events come, a look now and then is enough. */
const besideEventsMs = 30_000;

/** One video, kept up to date by its events; by looking again and again where there are none. Not while the tab is hidden. */
export function useVideo(id: string) {
  const delay = useVideoDelay();
  const [live, setLive] = useState(false);
  const query = useQuery({
    ...videoQuery(id),
    refetchInterval: ({ state }) => (live && state.fetchFailureCount === 0 && state.data ? !isOver(state.data.status) && besideEventsMs : delay(state.data, state.fetchFailureCount)),
    retry: (failures, error) => !(error instanceof Problem && error.status === 404) && failures < 3,
    structuralSharing: (before, now) => newer(before as Video | undefined, now as Video),
  });
  useVideoEvents(id, query.data !== undefined && !isOver(query.data.status), setLive);
  return query;
}

/** An answer that was asked for before a change, and comes after it, does not take the change back. */
export const newer = (before: Video | undefined, now: Video): Video =>
  before && Date.parse(before.changed_at) > Date.parse(now.changed_at) ? before : replaceEqualDeep(before, now) as Video;

function useVideoEvents(id: string, moves: boolean, onLive: (live: boolean) => void) {
  const client = useQueryClient();
  useEffect(() => {
    if (!moves) {
      return;
    }

    const stop = new AbortController();
    let due: ReturnType<typeof setTimeout> | undefined;
    const look = () => (due ??= setTimeout(() => {
      due = undefined;
      void client.invalidateQueries({ queryKey: ['video', id] });
    }, gatherMs));
    void listen({
      path: `/videos/${id}/events`, signal: stop.signal, onLive,
      onEvent: (event) => (event.type === 'progress' ? client.setQueryData<Video>(['video', id], (video) => progressed(video, event.data)) : look()),
    });
    return () => {
      stop.abort();
      clearTimeout(due);
      onLive(false);
    };
  }, [client, id, moves, onLive]);
}

/** Progress is told without asking; a change of status brings more with it and is looked at. */
function progressed(video: Video | undefined, data: string): Video | undefined {
  const told = JSON.parse(data) as Partial<Pick<Video, 'status' | 'progress' | 'cost_usd'>>;
  return video && told.status === video.status && told.progress
    ? { ...video, progress: { ...video.progress, ...told.progress }, cost_usd: told.cost_usd ?? video.cost_usd }
    : video;
}
