import 'i18next';
import type en from './locales/en.json';
import type ko from './locales/ko.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    // For failures the server's own words are the English ones.
    resources: { translation: typeof en & Pick<typeof ko, 'failure'> };
  }
}
