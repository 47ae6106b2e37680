import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './api/schema';

const key = 'videogen.language';
export const languages: Language[] = ['ko', 'en'];

/** The one chosen before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(chosen: string | null, ofBrowser: readonly string[]): Language {
  const wanted = [chosen, ...ofBrowser].map((tag) => tag?.toLowerCase().split('-')[0]);
  return wanted.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'en';
}

/** Loads only the words of the language that is shown. */
const words = {
  type: 'backend' as const,
  read: (language: string, _: string, done: (error: Error | null, words: object | null) => void) => {
    import(`./locales/${language}.json`).then((file) => done(null, file.default), (error: Error) => done(error, null));
  },
};

export async function startLanguage() {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n.use(words).use(initReactI18next).init({
    lng: preferredLanguage(localStorage.getItem(key), navigator.languages),
    supportedLngs: languages,
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
}

export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await i18n.changeLanguage(language);
}
