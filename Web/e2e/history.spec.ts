import { backstage, expect, expectSound, test } from './studio';

test('history: shows where each video is, and leads to it', async ({ page }) => {
  const { id } = await backstage.video('Kestrel');
  await backstage.waitsFor(id, 'storyboard_review');
  await page.goto('/videos?q=Kestrel');
  const tile = page.getByRole('article').filter({ hasText: 'Kestrel' });
  await expect(tile).toContainText('Your turn');
  await expectSound(page);

  await tile.getByRole('link').click();

  await expect(page).toHaveURL(`/generate/${id}`);
  await expect(page.getByRole('heading', { name: 'Review the storyboard' })).toBeVisible();
});

test('history: filters and search are in the address, and come back with it', async ({ page }) => {
  const [first, second] = await Promise.all([backstage.video('Kittiwake', { review: ['script'] }, '0.00'), backstage.video('Guillemot', { review: ['script'] }, '0.00')]);
  await Promise.all([backstage.waitsFor(first.id, 'script_review'), backstage.waitsFor(second.id, 'script_review')]);
  await page.goto('/videos');
  await page.getByRole('searchbox').fill('kittiwake');
  await expect(page).toHaveURL(/q=kittiwake/);
  const tiles = page.getByRole('article');
  await expect(tiles).toHaveCount(1);
  await expect(tiles).toContainText('Kittiwake');

  await page.getByRole('combobox', { name: 'State' }).selectOption('Completed');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.getByRole('combobox', { name: 'Brand' }).selectOption('Guillemot');
  await expect(tiles).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Brand' }).locator('option:checked')).toHaveText('Guillemot');
  await expect(tiles).toContainText('Guillemot');
});

test('history: several videos are deleted at once, and a receipt says so', async ({ page }) => {
  const videos = await Promise.all(['Razorbill 1', 'Razorbill 2'].map((name) => backstage.video(name, { review: ['script'] }, '0.00')));
  await Promise.all(videos.map(({ id }) => backstage.waitsFor(id, 'script_review')));
  await page.goto('/videos?q=Razorbill');
  const boxes = page.getByRole('checkbox', { name: /^Choose / });
  await expect(boxes).toHaveCount(2);
  await boxes.first().check();
  await boxes.last().check();
  await page.getByRole('button', { name: 'Delete …' }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Delete 2 videos' }).click();

  await expect(dialog).toContainText('2 videos are gone.');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(backstage.get(videos[0]!.id)).rejects.toThrow('404');
});

test('history: a video is made anew from another, with its script', async ({ page }) => {
  const { id } = await backstage.video('Sanderling');
  const origin = await backstage.waitsFor(id, 'storyboard_review');
  await page.goto('/videos?q=Sanderling');
  await page.getByRole('article').hover();
  await page.getByRole('button', { name: /anew$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'The script', exact: true }).check();
  await dialog.getByRole('combobox', { name: 'Shape' }).selectOption('9:16');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Make the new video' }).click();

  await expect(page.getByRole('heading', { name: 'The storyboard waits for your review' })).toBeVisible();
  const anew = await backstage.get(page.url().split('/').at(-1)!);
  expect(anew.id).not.toBe(id);
  expect(anew.options.aspect_ratio).toBe('9:16');
  expect(anew.script!.content).toEqual(origin.script!.content);
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

test('history: ten thousand videos are gone through without drawing them all', async ({ page }) => {
  const { id } = await backstage.video('Knot', { review: ['script'] }, '0.00');
  await backstage.waitsFor(id, 'script_review');
  const [one] = await (await fetch(`${process.env.VIDEOGEN_APP}/api/v1/videos?limit=1`)).json().then((list: { items: object[] }) => list.items);
  const perPage = 2_500;
  await page.route('**/api/v1/videos?*', async (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const items = Array.from({ length: perPage }, (_, i) => ({ ...one, id: `${from + i}`, title: `Film ${from + i}`, status: 'completed' }));
    await route.fulfill({ json: { items, next_cursor: from + perPage < 10_000 ? String(from + perPage) : null } });
  });
  await page.goto('/videos');
  await expect(page.getByRole('heading', { name: 'Film 0', exact: true })).toBeVisible();
  const last = page.getByRole('heading', { name: /^Film 99\d\d$/ }).first();
  await expect.poll(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    return last.isVisible();
  }, { intervals: [50], timeout: 90_000 }).toBe(true);
  expect(await page.getByRole('article').count()).toBeLessThan(60);
});
