import { useRef } from 'react';
import { asksPerson } from '../video/pipeline';
import type { Video, VideoStatus } from './schema';

const soonest = 1_000;
const latest = 8_000;
const latestForPeople = 15_000;
const latestInTrouble = 30_000;
const listEvery = 5_000;

export const isOver = (status: VideoStatus) => status === 'completed' || status === 'failed' || status === 'cancelled';

/**
 * Milliseconds to the next look: soon after something moved, then less and less often; false when nothing will move any more.
 * @param quietMs For how long nothing has changed.
 * @param failures Looks in a row that got no answer.
 */
export function videoDelay(video: Video | undefined, quietMs: number, failures: number): number | false {
  if (failures > 0) {
    return Math.min(soonest * 2 ** failures, latestInTrouble);
  }

  if (!video) {
    return false;
  }

  return isOver(video.status) ? false : Math.min(Math.max(quietMs / 4, soonest), asksPerson(video.progress.waiting_for) ? latestForPeople : latest);
}

/** Keeps in mind since when the answers have been the same: an unchanged answer is the same object. */
export function useVideoDelay() {
  const last = useRef<{ video?: Video; since: number }>({ since: Date.now() });
  return (video: Video | undefined, failures: number) => {
    if (last.current.video !== video) {
      last.current = { video, since: Date.now() };
    }

    return videoDelay(video, Date.now() - last.current.since, failures);
  };
}

export const listDelay = (videos: { status: VideoStatus }[]) => (videos.some((video) => !isOver(video.status)) ? listEvery : false);
