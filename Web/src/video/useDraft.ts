import { useEffect, useState } from 'react';
import { Problem } from '../api/client';
import type { Revision } from '../api/schema';

export interface DraftState<T> {
  content: T;
  dirty: boolean;
  /** A newer revision than the one that is edited, while there are changes of one's own. */
  conflict: Revision<T> | null;
  edit: (content: T) => void;
  /** The revision that a save has to name in If-Match. */
  base: number;
  /** Gives one's own changes up for the current revision. */
  takeTheirs: () => void;
  /** Keeps one's own changes; the next save replaces the newer revision, knowingly. */
  keepMine: () => void;
}

/** Changes to a revision that others may replace meanwhile: without changes one sees theirs, with changes one decides. */
export function useDraft<T>(current: Revision<T>): DraftState<T> {
  const [draft, setDraft] = useState<{ content: T; base: number } | null>(null);
  const isCurrent = (content: T) => JSON.stringify(content) === JSON.stringify(current.content);
  const dirty = draft !== null && !isCurrent(draft.content);

  useEffect(() => {
    if (!dirty) {
      return;
    }

    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  return {
    content: draft?.content ?? current.content,
    dirty,
    conflict: dirty && draft.base !== current.revision ? current : null,
    edit: (content) => setDraft(isCurrent(content) ? null : { content, base: dirty ? draft.base : current.revision }),
    base: dirty ? draft.base : current.revision,
    takeTheirs: () => setDraft(null),
    keepMine: () => draft && setDraft({ ...draft, base: current.revision }),
  };
}

export const isRevisionConflict = (error: Error | null) => error instanceof Problem && error.code === 'revision_moved';
