import { backstage, expect, expectSound, test } from './studio';

test('first video: from an empty form to a file in hand', async ({ page }) => {
  const { brand, product } = await backstage.subject('Larkspur');
  await page.goto('/');
  await expectSound(page);

  await page.getByRole('button', { name: 'Create the video' }).click();
  await expect(page.getByText('Choose the brand that speaks.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Brand' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Brand' }).selectOption(brand.name);
  await expect(page.getByRole('combobox', { name: 'Product' })).toHaveValue(product.id);
  await page.getByRole('spinbutton', { name: 'Length' }).fill('10');
  await page.getByText('720p', { exact: true }).click();
  await page.getByRole('button', { name: 'Create the video' }).click();

  await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
  await expect(page.getByText(/^Written by Gemini \(.+\) for \$/)).toBeVisible();
  await expect(page.getByText(/^Painted by Gemini \(.+\) for \$/)).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: /^Approve revision 2 at \$0.00/ }).click();

  await expect(page.getByRole('heading', { name: 'The video is ready' })).toBeVisible({ timeout: 50_000 });
  await expectSound(page);
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(0);
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.duration)).toBeCloseTo(10, 0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download MP4' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.mp4$/);

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/videos?q=Larkspur');
  await page.getByRole('article').hover();
  await expect(page.locator('.tile-preview[data-plays]')).toBeVisible();
});

test('first video with a sample, where there is no brand yet', async ({ page }) => {
  await page.route('**/api/v1/brands?*', (route) => route.fulfill({ json: { items: [], next_cursor: null } }), { times: 1 });
  await page.goto('/generate');
  await expectSound(page);
  await page.unroute('**/api/v1/brands?*');

  await page.getByRole('button', { name: 'Start with the sample' }).click();

  await expect(page.getByRole('combobox', { name: 'Brand' }).locator('option:checked')).toHaveText('Fernhollow');
  await expect(page.getByRole('combobox', { name: 'Product' }).locator('option:checked')).toHaveText('Fernhollow Drift');
});
