import { useEffect, useState } from 'react';
import { Problem } from '../api/client';
import type { Revision } from '../api/schema';

export interface DraftState<T> {
  content: T;
  dirty: boolean;
  /** A newer revision than the one that is edited, while there are changes of one's own. */
  conflict: Revision<T> | null;
  edit: (content: T) => void;
  /** Takes the last step back; null when there is none. What is typed without a pause is one step. */
  undo: (() => void) | null;
  /** The revision that a save has to name in If-Match. */
  base: number;
  /** Gives one's own changes up for the current revision. */
  takeTheirs: () => void;
  /** Keeps one's own changes; the next save replaces the newer revision, knowingly. */
  keepMine: () => void;
}

const pauseMs = 700;
const mostSteps = 100;

/** Changes to a revision that others may replace meanwhile: without changes one sees theirs, with changes one decides. */
export function useDraft<T>(current: Revision<T>): DraftState<T> {
  const [draft, setDraft] = useState<{ content: T; base: number } | null>(null);
  const [past, setPast] = useState<{ steps: T[]; at: number }>({ steps: [], at: 0 });
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
    edit: (content) => {
      const now = Date.now();
      if (!dirty || now - past.at > pauseMs) {
        setPast({ steps: [...(dirty ? past.steps : []), draft?.content ?? current.content].slice(-mostSteps), at: now });
      } else {
        setPast({ ...past, at: now });
      }

      setDraft(isCurrent(content) ? null : { content, base: dirty ? draft.base : current.revision });
    },
    undo: dirty && past.steps.length > 0 ? () => {
      const before = past.steps.at(-1)!;
      setPast({ steps: past.steps.slice(0, -1), at: 0 });
      setDraft(isCurrent(before) ? null : { content: before, base: draft.base });
    } : null,
    base: dirty ? draft.base : current.revision,
    takeTheirs: () => setDraft(null),
    keepMine: () => draft && setDraft({ ...draft, base: current.revision }),
  };
}

export const isRevisionConflict = (error: Error | null) => error instanceof Problem && error.code === 'revision_moved';
