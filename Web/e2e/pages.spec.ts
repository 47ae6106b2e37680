import { backstage, expect, expectSound, test } from './studio';

test('history: shows where each video is, and leads to it', async ({ page }) => {
  const { id } = await backstage.video('Kestrel');
  await backstage.waitsFor(id, 'storyboard_review');
  await page.goto('/videos');
  const tile = page.getByRole('link', { name: /Kestrel/ });
  await expect(tile).toContainText('Your turn');
  await expectSound(page);

  await tile.click();

  await expect(page).toHaveURL(`/generate/${id}`);
  await expect(page.getByRole('heading', { name: 'Review the storyboard' })).toBeVisible();
});

test('history: nothing there yet, and a server that does not answer', async ({ page }) => {
  await page.route('**/api/v1/videos?*', (route) => route.fulfill({ json: { items: [], next_cursor: null } }));
  await page.goto('/videos');
  await expect(page.getByRole('heading', { name: 'No videos yet' })).toBeVisible();
  await expectSound(page);

  await page.route('**/api/v1/videos?*', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The server does not answer.', { timeout: 20_000 });
});

test('an address that leads nowhere, and a video that is not there', async ({ page }) => {
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectSound(page);
  await page.goto('/generate/00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('heading', { name: 'There is no such video' })).toBeVisible();
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the browser speaks Korean: so does every word of the page', async ({ page }) => {
    const { id } = await backstage.video('온새움', { language: 'ko', review: ['script', 'storyboard'] });
    await backstage.waitsFor(id, 'script_review');
    await page.goto(`/generate/${id}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await page.getByRole('button', { name: '스크립트 수정본 1 승인' }).click();
    await expect(page.getByRole('heading', { name: '스토리보드 검토를 기다리고 있습니다' })).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: /수정본 2 승인$/ }).click();
    await expect(page.getByRole('heading', { name: '영상이 완성되었습니다' })).toBeVisible({ timeout: 50_000 });

    await page.getByText('EN', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'The video is ready' })).toBeVisible();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('every page fits, from the form to the storyboard', async ({ page }) => {
    const { id } = await backstage.video('Plover', { review: ['script', 'storyboard'] });
    const { script } = await backstage.waitsFor(id, 'script_review');
    for (const path of ['/generate', '/videos', '/brands', '/usage', `/generate/${id}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectSound(page, ['light']);
    }

    await page.getByRole('button', { name: `Approve script revision ${script!.revision}` }).tap();
    await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
    await expectSound(page);
  });
});
