import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backstage, expect, expectSound, test } from './studio';

test('generate: the estimate follows the options, brand and product are made in place, and the price is named before it is spent', async ({ page }) => {
  await backstage.subject('Dunlin');
  await page.goto('/generate');
  await page.getByRole('button', { name: 'New brand' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Turnstone');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Create the brand' }).click();
  await expect(page.getByRole('combobox', { name: 'Brand' }).locator('option:checked')).toHaveText('Turnstone');
  await page.getByRole('button', { name: 'New product' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Turnstone Cup');
  await dialog.getByRole('textbox', { name: 'Facts' }).fill('Keeps tea warm for two hours');
  await dialog.getByRole('button', { name: 'Create the product' }).click();
  await expect(page.getByRole('combobox', { name: 'Product' }).locator('option:checked')).toHaveText('Turnstone Cup');

  const estimate = page.getByRole('region', { name: 'About what it costs' });
  await expect(estimate).toContainText('free');
  await page.getByLabel('Use local').uncheck();
  await page.getByLabel('Use runway', { exact: true }).check();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('10');
  await expect(estimate).toContainText('about $1.20');
  await expect(estimate).toContainText('Script and storyboard by Gemini');
  await expect(page.getByText(/ for words and pictures at once; rendering, about \$1\.20, only after/)).toBeVisible();
  await page.getByText('Words and pictures by').click();
  await page.getByRole('group', { name: 'Writers, in order' }).getByLabel('Use gemini', { exact: true }).uncheck();
  await expect(estimate).toContainText('included');
  await expectSound(page);
  await page.getByRole('spinbutton', { name: 'Length' }).fill('9');
  await expect(page.getByText('A video lasts 10 to 120 whole seconds.')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('10');
  await page.getByLabel('after the storyboard is drawn, with the price').uncheck();
  await page.getByRole('spinbutton', { name: 'The video may cost at most' }).fill('1.5');
  await page.getByRole('button', { name: 'Create the video' }).click();
  await expect(dialog).toContainText('Spend up to $1.50?');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL('/generate');
});

test('brands: a brand is changed, gets a picture, and stays while a video is made of it', async ({ page }) => {
  const { brand } = await backstage.video('Whimbrel', { review: ['script'] }, '0.00').then(({ brand_id }) => ({ brand: { id: brand_id, name: 'Whimbrel' } }));
  await page.goto('/brands');
  const kit = page.getByRole('region', { name: brand.name });
  await expect(kit).toContainText('Whimbrel Drift');
  await expectSound(page);

  const dialog = page.getByRole('dialog');
  await kit.getByRole('button', { name: 'Edit Whimbrel', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Tagline' }).fill('Over the mudflats');
  await expectSound(page, ['light']);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(kit).toContainText('Over the mudflats');

  await kit.locator('input[type=file]').first().setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await expect(kit.getByRole('img', { name: 'Whimbrel, picture 1' })).toBeVisible();
  await kit.getByRole('button', { name: 'Remove picture: Whimbrel, picture 1' }).click();
  await expect(kit.getByRole('img', { name: 'Whimbrel, picture 1' })).toHaveCount(0);

  await kit.getByRole('button', { name: 'Delete Whimbrel', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toContainText('Videos are made of it');
});

test('references: a video is uploaded, measured and drawn', async ({ page }) => {
  await page.goto('/references');
  await page.getByRole('button', { name: 'Measure a video' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'Turnover.mp4', mimeType: 'video/mp4', buffer: await film() });
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Turnover');
  await expectSound(page, ['light']);
  await dialog.getByRole('button', { name: 'Upload and measure' }).click();

  const card = page.getByRole('region', { name: 'Turnover', exact: true });
  await expect(card).toContainText('3 shots', { timeout: 50_000 });
  await expect(card.getByRole('listitem').filter({ hasText: /^#[0-9a-f]{6}$/ }).first()).toBeVisible();
  await expectSound(page);
});

test('references: one is described part by part without a mouse, and edited', async ({ page }) => {
  await page.goto('/references');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Describe a video' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Turnover by hand');
  await dialog.getByRole('button', { name: 'Add a part' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Purpose' }).nth(1)).toBeFocused();
  await dialog.getByRole('spinbutton', { name: 'To' }).nth(1).fill('31');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Ends after the video does.')).toBeVisible();
  await expectSound(page, ['light']);
  await dialog.getByRole('spinbutton', { name: 'To' }).nth(1).fill('30');
  await page.keyboard.press('Enter');

  const card = page.getByRole('region', { name: 'Turnover by hand' });
  await expect(card.getByRole('list', { name: 'Structure' }).getByRole('listitem')).toHaveText([/Hook/, /Benefit/]);
  await card.getByRole('button', { name: 'Edit Turnover by hand' }).click();
  await dialog.getByRole('button', { name: 'Remove part 2' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('listitem')).toHaveCount(1);
});

test('costs: what was spent, budgets and providers are there', async ({ page }) => {
  const { brand } = await backstage.subject('Ruff');
  await page.goto('/usage');
  await expect(page.getByRole('region', { name: 'How the providers are' })).toContainText('Works');
  await expect(page.getByRole('region', { name: 'By brand, against its budget' })).toContainText(brand.name);
  await expectSound(page);
});

/** 64 by 64 pixels of one colour. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PQQkAAAgEsGtgOn/2z2EE38JgBZaafi0CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICApcFx3QAtUuGii0AAAAASUVORK5CYII=', 'base64');

/** Three shots of two seconds, each of another colour. */
async function film(): Promise<Buffer> {
  const file = join(await mkdtemp(join(tmpdir(), 'videogen-film-')), 'film.mp4');
  const shots = ['0x1d2b2a', '0xe8dfcf', '0xd08c60'].flatMap((color) => ['-f', 'lavfi', '-i', `color=${color}:s=320x180:r=25:d=2`]);
  execFileSync('ffmpeg', ['-v', 'error', ...shots, '-filter_complex', '[0][1][2]concat=n=3', '-pix_fmt', 'yuv420p', file]);
  return readFile(file);
}
