import { backstage, expect, expectSound, test } from './studio';

test('revisions: what changed is shown, and an older one is restored', async ({ page }) => {
  const { id } = await backstage.video('Redshank');
  await backstage.waitsFor(id, 'storyboard_review');
  await backstage.saveStoryboard(id, { camera_movement: 'tilt_up', visual_prompt: 'A lighthouse at dawn' });
  await backstage.waitsFor(id, 'storyboard_review');
  await page.goto(`/generate/${id}`);
  await page.getByRole('button', { name: 'Revisions' }).click();
  await page.getByRole('button', { name: 'What changed since 2' }).click();
  await expect(page.locator('ins').filter({ hasText: 'A lighthouse at dawn' })).toBeVisible();
  await expect(page.locator('ins').filter({ hasText: 'Tilt up' })).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Restore' }).first().click();

  await expect(page.getByRole('button', { name: /^Approve revision 4/ })).toBeEnabled();
  expect((await backstage.get(id)).storyboard!.content.scenes[0]!.visual_prompt).not.toBe('A lighthouse at dawn');
});

test('changes are asked for in one scene, and only that one is rewritten', async ({ page }) => {
  const { id } = await backstage.video('Greenshank', { review: ['script'] }, '0.00');
  const before = (await backstage.waitsFor(id, 'script_review')).script!;
  await page.goto(`/generate/${id}`);
  await expect(page.getByRole('button', { name: /^Checks/ })).toBeVisible();
  await page.getByRole('button', { name: 'Ask for changes …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Shorter, please');
  await dialog.getByText('Scene 2', { exact: true }).click();
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Have it rewritten' }).click();

  await expect(page.getByRole('button', { name: 'Approve script revision 2' })).toBeEnabled({ timeout: 30_000 });
  const after = (await backstage.get(id)).script!;
  const others = (script: typeof before) => script.content.scenes.filter((scene) => scene.number !== 2);
  expect(others(after)).toEqual(others(before));
});

test('the storyboard is seen as a moving preview before anything is paid for', async ({ page }) => {
  const { id } = await backstage.video('Godwit');
  await backstage.waitsFor(id, 'storyboard_review');
  await page.goto(`/generate/${id}`);
  await page.getByRole('button', { name: 'Make the preview' }).click();
  const player = page.getByRole('region', { name: 'Moving preview' }).locator('video');
  await expect(player).toBeVisible({ timeout: 50_000 });
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(0);
  await expectSound(page, ['light']);
});
