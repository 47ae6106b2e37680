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
  await dialog.getByRole('button', { name: 'Create the product' }).click();
  await expect(page.getByRole('combobox', { name: 'Product' }).locator('option:checked')).toHaveText('Turnstone Cup');

  const estimate = page.getByRole('region', { name: 'About what it costs' });
  await expect(estimate).toContainText('free');
  await page.getByLabel('Use local').uncheck();
  await page.getByLabel('Use runway', { exact: true }).check();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('10');
  await expect(estimate).toContainText('about $1.20');
  await page.getByRole('spinbutton', { name: 'Length' }).fill('9');
  await expect(page.getByText('A video lasts 10 to 120 whole seconds.')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('10');
  await page.getByLabel('after the storyboard is drawn, with the price').uncheck();
  await page.getByRole('spinbutton', { name: 'Rendering may cost at most' }).fill('1.5');
  await page.getByRole('button', { name: 'Create the video' }).click();
  await expect(dialog).toContainText('Spend up to $1.50?');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL('/generate');
});

test('brands and costs: every page is sound and shows what is there', async ({ page }) => {
  const { brand } = await backstage.subject('Whimbrel');
  await page.goto('/brands');
  const kit = page.getByRole('region', { name: brand.name });
  await expect(kit).toContainText('Whimbrel Drift');
  await expectSound(page);

  await page.goto('/usage');
  await expect(page.getByRole('region', { name: 'How the providers are' })).toContainText('Works');
  await expect(page.getByRole('region', { name: 'By brand, against its budget' })).toContainText(brand.name);
  await expectSound(page);
});
