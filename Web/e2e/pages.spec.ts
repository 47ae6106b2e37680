import { backstage, expect, expectFits, expectSound, test } from './studio';

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
    for (const path of ['/generate', '/videos', '/brands', '/references', '/usage', '/settings', `/generate/${id}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFits(page);
    }

    await page.getByRole('button', { name: `Approve script revision ${script!.revision}` }).tap();
    await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
    await expectSound(page);
  });
});

test('where a key is needed, one is asked for and sent from then on', async ({ page }) => {
  await page.route('**/api/v1/**', (route) => {
    const { authorization, ...headers } = route.request().headers();
    return authorization === 'Bearer vg_right' ? route.continue({ headers }) : route.fulfill({ status: 401, json: { code: 'unauthenticated' } });
  });
  await page.goto('/brands');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectSound(page);
  await page.getByLabel('API key').fill('vg_right');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Brands', level: 1 })).toBeVisible();
});

test('settings: a key is made, shown once and revoked; announcements get an address', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('nightly batch');
  await expectSound(page, ['light']);
  await dialog.getByRole('button', { name: 'Create the key' }).click();
  await expect(page.getByText(/^vg_/)).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Revoke nightly batch' }).click();
  await page.getByRole('button', { name: 'Really revoke nightly batch' }).click();
  await expect(page.getByText('No key yet.', { exact: false })).toBeVisible();

  await page.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/videos');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The secret that signs announcements')).toBeVisible();
  await page.getByRole('button', { name: 'Announce nothing' }).click();
  await expect(page.getByRole('button', { name: 'Announce nothing' })).toHaveCount(0);
});
