import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Problem } from './api/client';
import { load, pageOf } from './app/pages';
import { Pages } from './app/Router';
import { theme } from './app/theme';
import { startLanguage } from './i18n';

const queries = new QueryClient({
  defaultOptions: {
    // Without a network one is told so at once, and not kept waiting for one.
    // What was refused is refused again; only silence and the server's own faults are worth another try.
    queries: { networkMode: 'always', retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500) },
    mutations: { networkMode: 'always' },
  },
});

await Promise.allSettled([startLanguage(), load(pageOf(location.pathname))]);
// The scripts may be here before the rest of the page is.
if (document.readyState === 'loading') {
  await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
}

const root = createRoot(document.getElementById('root')!);
// In pieces, between which the browser comes to paint.
startTransition(() => root.render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      {/* The build has written the theme's styles into index.html. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={import.meta.env.DEV} withGlobalClasses={import.meta.env.DEV}>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
));
