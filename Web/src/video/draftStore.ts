/** An edit that is not saved yet: what it was made from, and as which revision that was saved. */
export interface StoredDraft<T> { content: T; origin: T; base: number }

const prefix = 'videogen.draft.';

/** Keeps unsaved edits in the browser, through reloads and crashes. Where it may not store anything, they live as long as the page. */
export function readDraft<T>(key: string): StoredDraft<T> | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as StoredDraft<T> | null;
  } catch {
    return null;
  }
}

export function keepDraft<T>(key: string, draft: StoredDraft<T> | null) {
  try {
    if (draft) {
      localStorage.setItem(prefix + key, JSON.stringify(draft));
    } else {
      localStorage.removeItem(prefix + key);
    }
  } catch {
    // The page still has it.
  }
}
