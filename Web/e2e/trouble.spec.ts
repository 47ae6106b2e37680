import { backstage, expect, expectSound, test } from './studio';

test('connection lost in the middle: what is typed is kept, and is saved by itself when it comes back', async ({ page, context }) => {
  const { id } = await backstage.video('Wren', { review: ['script'] }, '0.00');
  await backstage.waitsFor(id, 'script_review');
  await page.goto(`/generate/${id}`);
  await expect(page.getByLabel('Narration').first()).toBeVisible();

  await context.setOffline(true);
  await page.getByLabel('Narration').first().fill('Not lost.');
  await expect(page.getByText('You are offline.', { exact: false })).toBeVisible();
  await expect(page.getByText('The server does not answer.', { exact: false }).first()).toBeVisible();
  await expectSound(page);

  await context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Approve script revision 2' })).toBeEnabled();
  await expect(page.getByLabel('Narration').first()).toHaveValue('Not lost.');
});

test('connection lost in the middle: what happened meanwhile is shown when it comes back', async ({ page, context }) => {
  const { id } = await backstage.video('Dipper', { review: ['script', 'storyboard'] });
  const video = await backstage.waitsFor(id, 'script_review');
  await page.goto(`/generate/${id}`);
  await expect(page.getByRole('heading', { name: 'The script waits for your review' })).toBeVisible();
  await context.setOffline(true);
  await backstage.approve(video);
  await backstage.waitsFor(id, 'storyboard_review');
  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
});

test('a scene fails: the page says which and why, and a retry orders only what is missing', async ({ page }) => {
  const video = await backstage.video('Falcon', { aspect_ratio: '16:9', providers: ['runway'] });
  await backstage.fault({ fault: 'moderated_input', provider: 'runway', times: 1 });
  const waiting = await backstage.waitsFor(video.id, 'storyboard_review');
  await backstage.approve(waiting, '10.00');
  await page.goto(`/generate/${video.id}`);

  await expect(page.getByRole('alert').filter({ hasText: 'The video failed' })).toBeVisible({ timeout: 50_000 });
  await expectSound(page);
  const failed = await backstage.get(video.id);
  await page.getByRole('button', { name: 'Retry' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'The video failed' })).toHaveCount(0);
  // Joining the scenes is the same as for any other video.
  const done = await backstage.until(video.id, ({ scenes }) => scenes.every((scene) => scene.state === 'finished'));
  expect(done.run).toBe(2);
  expect(Number(done.cost_usd)).toBeGreaterThanOrEqual(Number(failed.cost_usd));
  await backstage.cancel(video.id);
});

test('nobody knows whether the provider took the order: a person decides', async ({ page }) => {
  const video = await backstage.video('Heron', { aspect_ratio: '16:9', providers: ['luma'] });
  await backstage.fault({ fault: 'create_dropped', provider: 'luma', times: 1 });
  const waiting = await backstage.waitsFor(video.id, 'storyboard_review');
  await page.goto(`/generate/${video.id}`);
  await page.getByRole('button', { name: /^Approve revision 2 at \$/ }).click();

  const question = page.getByRole('alert').filter({ hasText: 'did luma take the order?' });
  await expect(question).toBeVisible({ timeout: 50_000 });
  await expectSound(page);
  await expect(question.getByRole('button', { name: 'Collect this job' })).toBeDisabled();
  await question.getByRole('button', { name: /^Order again, up to/ }).click();

  await expect(question).toHaveCount(0);
  const done = await backstage.until(video.id, ({ scenes }) => scenes.every((scene) => scene.state === 'finished'));
  expect(Number(done.cost_usd)).toBeGreaterThan(Number(waiting.quote!.total_usd));
  await backstage.cancel(video.id);
});
