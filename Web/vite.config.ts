import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { drawnAhead } from './drawnAhead.ts';
import { firstSight } from './firstSight.ts';

export default defineConfig({
  plugins: [react(), firstSight(), drawnAhead()],
  // The samples lie beside this folder; the function app answers the API.
  server: { proxy: { '/api': process.env.VIDEOGEN_API ?? 'http://localhost:7071' }, fs: { allow: ['..'] } },
  build: {
    target: 'es2022', modulePreload: { polyfill: false }, cssCodeSplit: false,
    // Few files, as a browser asks for six at a time: what begins, what pages have in common, each page, each language, and what opens later.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'begin', tags: ['$initial'], priority: 1 },
      { name: 'common', test: /^(?!.*(floating-ui|components.(ScrollArea|Modal|Popover)))/, minShareCount: 2 },
    ] } } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // A machine that also builds is slow to render.
    testTimeout: 30_000,
    maxWorkers: '100%',
    pool: 'threads',
    reporters: ['default', ['json', { outputFile: process.env.VITEST_RESULTS ?? 'node_modules/.vitest/results.json' }]],
  },
});
