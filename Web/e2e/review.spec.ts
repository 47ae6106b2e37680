import { backstage, expect, expectSound, test } from './studio';

test('script: edited by keyboard alone, and what is approved is what is drawn', async ({ page }) => {
  const { id } = await backstage.video('Marlin', { review: ['script', 'storyboard'] });
  await backstage.waitsFor(id, 'script_review');
  await page.goto(`/generate/${id}`);
  const first = page.getByLabel('Narration').first();
  await expectSound(page);

  await first.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Breathe in. It is quiet now.');
  await expect(page.getByText('All changes are saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Approve script revision 2' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
  await expect(page.getByLabel('Narration')).toHaveValue('Breathe in. It is quiet now.');
});

test('script: somebody changes the same words, and one decides word by word', async ({ page, context }) => {
  const { id } = await backstage.video('Osprey', { review: ['script'] }, '0.00');
  await backstage.waitsFor(id, 'script_review');
  await page.goto(`/generate/${id}`);
  const first = page.getByLabel('Narration').first();
  await expect(first).toBeVisible();
  await context.setOffline(true);
  await backstage.saveScript(id, 'Theirs.');
  await first.fill('Mine.');
  await context.setOffline(false);

  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody has saved revision 2' });
  await expect(conflict).toContainText('Theirs.');
  await expectSound(page);
  await conflict.getByRole('button', { name: 'Use mine' }).click();

  await expect(page.getByRole('button', { name: 'Approve script revision 3' })).toBeEnabled();
  await expect(first).toHaveValue('Mine.');
});

test('script: somebody changes other words, and both are kept without asking', async ({ page }) => {
  const { id } = await backstage.video('Merlin', { review: ['script'] }, '0.00');
  await backstage.waitsFor(id, 'script_review');
  await page.goto(`/generate/${id}`);
  await page.getByLabel('Title').fill('My title');
  await backstage.saveScript(id, 'Theirs.');

  await expect(page.getByRole('button', { name: 'Approve script revision 3' })).toBeEnabled();
  const { content } = (await backstage.get(id)).script!;
  expect([content.title, content.scenes[0]!.narration]).toEqual(['My title', 'Theirs.']);
});

test('storyboard: approving what a colleague has just replaced runs nothing', async ({ page, context }) => {
  const { id } = await backstage.video('Petrel');
  await backstage.waitsFor(id, 'storyboard_review');
  await page.goto(`/generate/${id}`);
  const colleague = await context.newPage();
  await colleague.goto(`/generate/${id}`);
  await colleague.getByLabel('Camera movement').selectOption('Pan left');
  const approve = page.getByRole('button', { name: 'Approve revision 2' });
  await expect(approve).toBeEnabled();
  // As if this page had not looked yet.
  await page.route(`**/api/v1/videos/${id}*`, (route) => (route.request().method() === 'GET' ? route.abort() : route.fallback()));
  await colleague.getByRole('button', { name: 'Save' }).click();
  await expect(colleague.getByRole('button', { name: 'Approve revision 3' })).toBeVisible();

  await approve.click();

  await expect(page.getByText('Somebody has made a newer revision.', { exact: false })).toBeVisible();
  await page.unroute(`**/api/v1/videos/${id}*`);
  await expect(page.getByRole('button', { name: 'Approve revision 3' })).toBeEnabled();
  expect((await backstage.get(id)).progress.waiting_for).toBe('storyboard_review');
});

test('storyboard: a scene is moved by keyboard and by mouse', async ({ page }) => {
  const { id } = await backstage.video('Siskin');
  const { storyboard } = await backstage.waitsFor(id, 'storyboard_review');
  const prompts = storyboard!.content.scenes.map((scene) => scene.visual_prompt);
  await page.goto(`/generate/${id}`);
  const shown = () => page.getByRole('list', { name: 'Scenes in order' }).getByRole('img').evaluateAll((stills) => stills.map((still) => (still as HTMLImageElement).alt.replace(/^Scene \d+: /, '')));
  await expect.poll(shown).toEqual(prompts);

  await page.getByRole('button', { name: 'Move scene 1 later' }).focus();
  await page.keyboard.press('Enter');
  expect(await shown()).toEqual([prompts[1], prompts[0], ...prompts.slice(2)]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(shown).toEqual(prompts);
  await page.getByRole('button', { name: 'Move scene 2 earlier' }).click();

  const cards = page.getByRole('list', { name: 'Scenes in order' }).getByRole('button');
  await cards.nth(0).dragTo(cards.nth(1));
  await expect.poll(shown).toEqual(prompts);
});
