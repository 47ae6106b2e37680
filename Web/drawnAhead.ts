import react from '@vitejs/plugin-react';
import { createServer, type HtmlTagDescriptor, type Plugin } from 'vite';

type Shell = typeof import('./src/app/shell.tsx');

/**
 * Puts the frame of the app and the heading of its first page into index.html, in each language, drawn by the same components that draw them later;
 * public/shell.js shows the reader's before any other script is there. The theme's variables stand there, too, so that no script has to write them.
 */
export const drawnAhead = (): Plugin => ({
  name: 'drawn-ahead',
  apply: 'build',
  async transformIndexHtml() {
    const server = await createServer({
      root: import.meta.dirname, configFile: false, plugins: [react()], appType: 'custom', logLevel: 'warn',
      server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true },
    });
    try {
      const { shells, variables } = await server.ssrLoadModule('/src/app/shell.tsx') as Shell;
      const tags: HtmlTagDescriptor[] = [{ tag: 'style', children: variables(), injectTo: 'head' }];
      for (const language of ['ko', 'en'] as const) {
        const words = await server.ssrLoadModule(`/src/locales/${language}.json`) as { default: object };
        const drawn = Object.entries(await shells(language, words.default));
        tags.push(...drawn.map(([page, html]) => ({ tag: 'template', attrs: { id: `${page}-${language}` }, children: html, injectTo: 'body' as const })));
      }

      return [...tags, { tag: 'script', attrs: { src: '/shell.js' }, injectTo: 'body' }];
    } finally {
      await server.close();
    }
  },
});
