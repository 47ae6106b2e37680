import { useEffect } from 'react';
import { Problem } from '../api/client';
import { useVideoAction } from '../api/queries';
import type { Revision, Video } from '../api/schema';
import type { Mergeable } from './merge';
import { numbered } from './scenes';
import { isRevisionConflict, type DraftState } from './useDraft';

const pauseMs = 1_500;
const againMs = 5_000;

export interface Saving { save: () => void; pending: boolean; error: Error | null }

/**
 * Saves a draft: by hand, and by itself once a hand has rested. What did not get through is sent again; what was refused waits for a change.
 * @param automatic What costs something to save is saved by hand alone.
 */
export function useSaving<T extends Mergeable>(
  draft: DraftState<T>, savable: boolean, automatic: boolean, send: (content: T, base: number) => Promise<Video>, of: (video: Video) => Revision<T> | null,
): Saving {
  const { mutate, isPending, error, variables } = useVideoAction(async ({ content, base }: { content: T; base: number }) => {
    const video = await send({ ...content, scenes: numbered(content.scenes) }, base);
    draft.saved(content, of(video)!.revision);
    return video;
  });
  const save = () => mutate({ content: draft.content, base: draft.base });
  const refused = error instanceof Problem && error.status >= 400 && error.status < 500 && !isRevisionConflict(error) && variables?.content === draft.content;
  const due = automatic && draft.dirty && savable && !draft.conflict && !isPending && !refused;
  const unreached = error instanceof Problem && error.status === 0;

  useEffect(() => {
    if (!due) {
      return;
    }

    const timer = setTimeout(save, unreached ? againMs : pauseMs);
    window.addEventListener('online', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', save);
    };
    // A new draft, or the end of a save that failed, begins a new pause.
  }, [due, draft.content, error]);

  return { save, pending: isPending, error };
}
