import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstSight } from './firstSight.ts';

export default defineConfig({
  plugins: [react(), firstSight()],
  // The samples lie beside this folder; the function app answers the API.
  server: { proxy: { '/api': process.env.VIDEOGEN_API ?? 'http://localhost:7071' }, fs: { allow: ['..'] } },
  build: { target: 'es2022', modulePreload: { polyfill: false }, rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'library', test: /node_modules/, minShareCount: 6 }] } } } },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // A machine that also builds is slow to render.
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: process.env.VITEST_RESULTS ?? 'node_modules/.vitest/results.json' }]],
  },
});
