import type { Language } from './api/schema';

export const key = 'videogen.language';
export const languages: Language[] = ['ko', 'en'];

/** The one chosen before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(chosen: string | null, ofBrowser: readonly string[]): Language {
  const wanted = [chosen, ...ofBrowser].map((tag) => tag?.toLowerCase().split('-')[0]);
  return wanted.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'en';
}

export const firstLanguage = () => preferredLanguage(localStorage.getItem(key), navigator.languages);

/** Loads only the words of one language. */
export const wordsOf = (language: string): Promise<{ default: object }> => import(`./locales/${language}.json`);
