import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { StaticRouter } from 'react-router';
import type { Language } from '../api/schema';
import { Stack } from '../common/layout';
import { PageSkeleton } from '../common/PageSkeleton';
import { GenerateHeading } from '../generate/GenerateHeading';
import { Frame } from './Frame';
import { theme } from './theme';

/** The theme's variables and classes, for a style element. */
export const variables = () =>
  renderToStaticMarkup(<MantineProvider theme={theme}>{null}</MantineProvider>).replace(/<\/?style[^>]*>/g, '');

/** What stands on a page before its data have come: of the page that most begin with, and on any. */
export async function shells(language: Language, words: object) {
  const i18n = i18next.createInstance();
  await i18n.use(initReactI18next).init({ lng: language, resources: { [language]: { translation: words } }, interpolation: { escapeValue: false } });
  const draw = (page: ReactNode) => renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false}>
        <StaticRouter location="/"><Frame>{page}</Frame></StaticRouter>
      </MantineProvider>
    </I18nextProvider>,
  );
  return { generate: draw(<Stack gap="lg"><GenerateHeading /><PageSkeleton /></Stack>), any: draw(null) };
}
