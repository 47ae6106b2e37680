import { useState } from 'react';
import type { VideoSummary } from '../api/schema';

/** As many as the API deletes at once. */
export const mostChosen = 100;

/** Which videos are chosen; with Shift, all between the last one and this. */
export function useChosen(videos: VideoSummary[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const limited = (chosen: Iterable<string>) => setIds(new Set([...chosen].slice(0, mostChosen)));
  return {
    ids,
    choose: ({ id }: VideoSummary, range: boolean) => {
      const places = [last ?? id, id].map((each) => videos.findIndex((video) => video.id === each)).toSorted((a, b) => a - b);
      const between = range && places[0]! >= 0 ? videos.slice(places[0], places[1]! + 1).map((video) => video.id) : [id];
      limited(ids.has(id) ? [...ids].filter((each) => !between.includes(each)) : [...ids, ...between]);
      setLast(id);
    },
    all: () => limited(videos.map((video) => video.id)),
    none: () => setIds(new Set()),
  };
}
