import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { backstage, expect, settle, test } from './studio';

const out = resolve(import.meta.dirname, '../../out/screenshots');
const looks = [
  { name: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
] as const;

async function take(page: Page, path: string, name: string, language: string, ready: string) {
  for (const look of looks) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.goto(path);
    await expect(page.locator(ready).first()).toBeVisible();
    // As tall as its content: what sticks to the bottom of a window then stands at the bottom of the picture.
    await page.setViewportSize({ ...look.viewport, height: await page.evaluate(() => document.documentElement.scrollHeight) });
    await settle(page);
    await page.screenshot({ path: join(out, language, `${name}.${look.name}.png`) });
  }
}

/** Something that opens when it is pressed. */
async function open(page: Page, path: string, name: string, language: string, button: string, ready = '[role=dialog]') {
  for (const look of looks) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.goto(path);
    await page.locator(button).first().click();
    await expect(page.locator(ready).first()).toBeVisible();
    const height = await page.evaluate(() => document.querySelector('[role=dialog]')?.scrollHeight ?? document.documentElement.scrollHeight);
    await page.setViewportSize({ ...look.viewport, height: Math.max(look.viewport.height, height + 160) });
    await settle(page);
    await page.screenshot({ path: join(out, language, `${name}.${look.name}.png`) });
  }
}

for (const [language, locale, name] of [['en', 'en-GB', 'Avocet'], ['ko', 'ko-KR', '해오름']] as const) {
  test.describe(language, () => {
    test.use({ locale });

    test(`pictures of every page in ${language}`, async ({ page }) => {
      const options = { language, aspect_ratio: '16:9' } as const;
      await backstage.reference(language);
      const script = await backstage.video(`${name} 1`, { ...options, review: ['script'], writers: ['gemini', 'offline'] }, '1.00');
      await backstage.waitsFor(script.id, 'script_review');
      await backstage.fault({ fault: 'model_blocks_prompt', provider: 'gemini', times: 1 });
      const paid = await backstage.video(`${name} 2`, { ...options, providers: ['luma', 'local'], painters: ['gemini', 'offline'] });
      const doubted = await backstage.video(`${name} 3`, { ...options, providers: ['luma'] });
      const finished = await backstage.video(`${name} 4`, { ...options, review: [] }, '0.00');
      const failed = await backstage.video(`${name} 5`, { ...options, aspect_ratio: '9:16', providers: ['runway'] });
      await backstage.waitsFor(paid.id, 'storyboard_review');
      await backstage.fault({ fault: 'create_dropped', provider: 'luma', times: 1 });
      await backstage.approve(await backstage.waitsFor(doubted.id, 'storyboard_review'));
      await backstage.fault({ fault: 'moderated_input', provider: 'runway', times: 1 });
      await backstage.approve(await backstage.waitsFor(failed.id, 'storyboard_review'));
      await backstage.waitsFor(doubted.id, 'scene_resolution');
      await backstage.until(failed.id, (video) => video.status === 'failed');
      await backstage.until(finished.id, (video) => video.status === 'completed');

      await take(page, '/generate', 'new-video', language, 'h1');
      await take(page, `/generate/${script.id}`, 'script-review', language, 'textarea');
      await take(page, `/generate/${paid.id}`, 'storyboard-review', language, '.strip img');
      await take(page, `/generate/${doubted.id}`, 'unknown-outcome', language, '[role=alert]');
      await take(page, `/generate/${finished.id}`, 'result', language, 'video');
      await take(page, `/generate/${failed.id}`, 'failed', language, '[role=alert]');
      await take(page, '/videos', 'videos', language, '.tile');
      await take(page, '/videos?q=nothing%20is%20like%20this', 'videos-none-found', language, 'h2');
      await take(page, '/brands', 'brands', language, '.brand-card');
      await take(page, '/references', 'references', language, '.parts');
      await take(page, '/settings', 'settings', language, 'section');
      await take(page, '/usage', 'costs', language, 'section');
      await take(page, '/nowhere', 'no-such-page', language, 'h1');
      await open(page, '/generate', 'words-and-pictures', language, 'summary', 'details fieldset');
      await open(page, '/references', 'describe-a-video', language, 'main button');
      await open(page, `/generate/${paid.id}`, 'revisions', language, '[aria-controls*="revisions"]', '.list-row');
      await open(page, `/generate/${script.id}`, 'ask-for-changes', language, 'section[aria-labelledby=review] button');
      await open(page, `/videos`, 'regenerate', language, '.tile-tools button');
      await open(page, '/videos', 'delete', language, '.tile-tools button:last-child');
      await page.route('**/api/v1/**', (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }));
      await take(page, '/videos', 'sign-in', language, 'main input');
      await page.unroute('**/api/v1/**');
      await page.route('**/api/v1/**', (route) => route.abort());
      await page.goto('/videos');
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
      await page.screenshot({ path: join(out, language, 'no-server.desktop.png') });
    });
  });
}
