import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import type { Brand, GenerationOptions, Product, Storyboard, Video } from '../src/api/schema';
import sample from '../../samples/en.json' with { type: 'json' };
import koreanSample from '../../samples/ko.json' with { type: 'json' };

const app = () => process.env.VIDEOGEN_APP!;
const json = { 'content-type': 'application/json' };

async function call<T>(address: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(address, { method, headers: { ...json, ...headers }, body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  }

  return (await answer.text().then((text) => (text ? JSON.parse(text) : null))) as T;
}

/**
 * What a program does beside the browser; every test has a brand of its own, so that no finished scene of another test serves it. Its videos have few
 * pixels, so that tests wait for what they are about and not for a film.
 */
export const backstage = {
  async subject(name: string, language: 'en' | 'ko' = 'en') {
    const { brand, product } = language === 'ko' ? koreanSample : sample;
    const made = await call<Brand>(`${app()}/api/v1/brands`, 'POST', { ...brand, name });
    const of = await call<Product>(`${app()}/api/v1/products`, 'POST', { ...product, brand_id: made.id, name: `${name} ${language === 'ko' ? '보온병' : 'Drift'}` });
    return { brand: made, product: of };
  },

  /** The sample's reference, entered by its parts. */
  reference: (language: 'en' | 'ko' = 'en') => call(`${app()}/api/v1/references`, 'POST', (language === 'ko' ? koreanSample : sample).reference),

  async video(name: string, options: Partial<GenerationOptions> = {}, maxCostUsd?: string) {
    const { brand, product } = await backstage.subject(name, options.language);
    return call<Video>(`${app()}/api/v1/videos`, 'POST', {
      brand_id: brand.id, product_id: product.id, max_cost_usd: maxCostUsd,
      options: { language: 'en', aspect_ratio: '1:1', duration_seconds: 10, resolution: '720p', review: ['storyboard'], providers: ['local'], captions: true, partial_delivery: false, writers: ['offline'], painters: ['offline'], ...options },
    });
  },

  get: (id: string) => call<Video>(`${app()}/api/v1/videos/${id}`),

  async until(id: string, holds: (video: Video) => boolean): Promise<Video> {
    await expect.poll(async () => holds(await backstage.get(id)), { timeout: 50_000, intervals: [200] }).toBe(true);
    return backstage.get(id);
  },

  waitsFor: (id: string, what: Video['progress']['waiting_for']) => backstage.until(id, (video) => video.progress.waiting_for === what),

  /** Ends what a test has no more use for and would go on beside others. */
  cancel: (id: string) => call<Video>(`${app()}/api/v1/videos/${id}/cancel`, 'POST').catch(() => {}),

  approve: (video: Video, maxCostUsd = video.quote?.total_usd) => call<Video>(`${app()}/api/v1/videos/${video.id}/approve`, 'POST', {
    revision: (video.storyboard ?? video.script)!.revision, max_cost_usd: maxCostUsd,
  }),

  /** A colleague who saves first. */
  async saveScript(id: string, narration: string) {
    const { script } = await backstage.get(id);
    const scenes = script!.content.scenes.map((scene, i) => (i === 0 ? { ...scene, narration } : scene));
    await call(`${app()}/api/v1/videos/${id}/script`, 'PUT', { ...script!.content, scenes }, { 'if-match': `"${script!.revision}"` });
  },

  /** The same for the first scene of a storyboard. */
  async saveStoryboard(id: string, change: Partial<Storyboard['scenes'][0]>) {
    const { storyboard } = await backstage.get(id);
    const scenes = storyboard!.content.scenes.map((scene, i) => (i === 0 ? { ...scene, ...change } : scene));
    await call(`${app()}/api/v1/videos/${id}/storyboard`, 'PUT', { scenes }, { 'if-match': `"${storyboard!.revision}"` });
  },

  fault: (fault: object) => call(`${process.env.VIDEOGEN_SIMULATOR}/admin/faults`, 'POST', fault),
  jobs: () => call<{ jobs?: unknown } & object>(`${process.env.VIDEOGEN_SIMULATOR}/admin/jobs`),
};

/** Nothing that a checker of accessibility can find, in light and in dark, where only colours differ, and nothing wider than the window. */
export async function expectSound(page: Page, schemes: ('light' | 'dark')[] = ['light', 'dark']) {
  await isThere(page);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const violations = await violationsOf(page, colorScheme === schemes[0] ? undefined : 'color-contrast');
    expect(violations.map(({ id, nodes }) => ({ id, colorScheme, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`) }))).toEqual([]);
  }

  expect(await widerBy(page)).toBe(0);
}

/** No page has frames of others, for which the checker would open a second page each time. */
async function violationsOf(page: Page, rule?: string) {
  const checker = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...(rule ? { runOnly: [rule] } : {}) });
  return (await checker.analyze()).violations;
}

const widerBy = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Nothing is wider than the window, and what is scrolled within the page can be reached by keyboard. */
export async function expectFits(page: Page) {
  await isThere(page);
  expect(await violationsOf(page, 'scrollable-region-focusable')).toEqual([]);
  expect(await widerBy(page)).toBe(0);
}

/**
 * Everything that a page shows has come: its parts, and its pictures where the window shows them. What is listened to stays open, so that the network
 * of a video's page is never idle.
 */
export async function settle(page: Page) {
  await isThere(page);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.getBoundingClientRect().left > innerWidth));
}

/** A page is looked at when it is there, not while it is loaded. */
const isThere = (page: Page) => page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.mantine-Skeleton-root'));

export const test = base.extend<{ faultless: void }>({
  baseURL: async ({}, use) => use(app()),
  // A page that logs an error or breaks the policy of its content is not sound, whatever it shows.
  faultless: [async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && errors.push(message.text()));
    await use();
    expect(errors).toEqual([]);
  }, { auto: true }],
});
export { expect };
