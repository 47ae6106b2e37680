import { defineConfig } from '@playwright/test';

/** The system under test is started once, in e2e/system.ts; VIDEOGEN_CHROMIUM names the browser. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../artifacts/test-logs/browser',
  globalSetup: './e2e/system.ts',
  fullyParallel: true,
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    launchOptions: { executablePath: process.env.VIDEOGEN_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
    // Without pictures of every moment, which slow down what they show.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    { name: 'screenshots', testMatch: '*.pictures.ts', workers: 1, timeout: 900_000 },
    { name: 'speed', testMatch: '*.speed.ts', workers: 1, use: { trace: 'off' } },
  ],
});
