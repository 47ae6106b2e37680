import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './api/schema';
import { firstLanguage, key, languages, wordsOf } from './language';

const words = {
  type: 'backend' as const,
  read: (language: string, _: string, done: (error: Error | null, words: object | null) => void) => {
    wordsOf(language).then((file) => done(null, file.default), (error: Error) => done(error, null));
  },
};

export async function startLanguage() {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n.use(words).use(initReactI18next).init({
    lng: firstLanguage(),
    supportedLngs: languages,
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
}

export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await i18n.changeLanguage(language);
}
