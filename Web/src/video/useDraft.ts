import { useEffect, useState } from 'react';
import { Problem } from '../api/client';
import type { Revision } from '../api/schema';
import { keepDraft, readDraft, type StoredDraft } from './draftStore';
import { merge, withValue, type Clash, type Mergeable } from './merge';
import { renumbered } from './scenes';

/** A newer revision that cannot be merged by itself; clashes is null when one side has to be taken as a whole. */
export interface Conflict { revision: number; clashes: Clash[] | null }

export interface DraftState<T> {
  content: T;
  dirty: boolean;
  conflict: Conflict | null;
  /** Somebody's newer revision that one's own changes were merged with. */
  mergedWith: number | null;
  edit: (content: T) => void;
  /** Takes the last step back, also one that is saved; null when there is none. What is typed without a pause is one step. */
  undo: (() => void) | null;
  /** The revision that a save has to name in If-Match. */
  base: number;
  /** What was sent has become the named revision; what was typed meanwhile is an edit of that. */
  saved: (sent: T, revision: number) => void;
  /** Gives one's own changes up for the current revision. */
  takeTheirs: () => void;
  /** Keeps one's own changes; the next save replaces the newer revision, knowingly. */
  keepMine: () => void;
  settle: (clash: Clash, side: 'mine' | 'theirs') => void;
}

const pauseMs = 700;
const mostSteps = 100;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Changes to a revision that others may replace meanwhile: both are merged where they differ in different places; else one decides. */
export function useDraft<T extends Mergeable>(current: Revision<T>, key: string): DraftState<T> {
  const [draft, setDraft] = useState<StoredDraft<T> | null>(() => readDraft<T>(key));
  const [past, setPast] = useState<{ steps: T[]; at: number }>({ steps: [], at: 0 });
  const [mergedWith, setMergedWith] = useState<number | null>(null);
  useEffect(() => keepDraft(key, draft), [key, draft]);

  const moved = draft !== null && draft.base < current.revision;
  const merged = draft && (moved ? merge(draft.origin, draft.content, current.content) : { content: draft.content, clashes: [] });
  const content = merged?.content ?? current.content;
  const dirty = !same(content, current.content);
  const clashing = dirty && moved && merged?.clashes?.length !== 0;
  // Without a clash, an edit is one of the current revision from here on.
  const ground = draft && (clashing || !moved) ? { origin: draft.origin, base: draft.base } : { origin: current.content, base: current.revision };
  const put = (next: T) => setDraft({ content: next, ...ground });
  useEffect(() => {
    if (draft && !dirty && draft.base <= current.revision) {
      setDraft(null);
    } else if (draft && moved && !clashing) {
      setMergedWith(current.revision);
      setDraft({ content, ...ground });
    }
  });

  return {
    content,
    dirty,
    conflict: clashing ? { revision: current.revision, clashes: merged?.clashes ?? null } : null,
    mergedWith,
    edit: (next) => {
      const now = Date.now();
      setMergedWith(null);
      setPast(now - past.at > pauseMs ? { steps: [...past.steps, content].slice(-mostSteps), at: now } : { ...past, at: now });
      put(next);
    },
    undo: past.steps.length > 0 ? () => {
      setPast({ steps: past.steps.slice(0, -1), at: 0 });
      put(past.steps.at(-1)!);
    } : null,
    base: ground.base,
    saved: (sent, revision) => {
      setDraft((now) => now && { content: renumbered(now.content, sent), origin: renumbered(sent, sent), base: revision });
      setPast((now) => ({ steps: now.steps.map((step) => renumbered(step, sent)), at: 0 }));
    },
    takeTheirs: () => setDraft(null),
    keepMine: () => setDraft({ content, origin: current.content, base: current.revision }),
    settle: (clash, side) => draft && setDraft({
      ...draft, origin: withValue(draft.origin, clash, clash.theirs), content: side === 'mine' ? content : withValue(content, clash, clash.theirs),
    }),
  };
}

export const isRevisionConflict = (error: Error | null) => error instanceof Problem && error.code === 'revision_moved';
