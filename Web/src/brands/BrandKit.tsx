import { useTranslation } from 'react-i18next';
import type { Brand, Product } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { EditDialog, NewDialog } from '../common/NewDialog';
import { BrandCard } from './BrandCard';
import { BrandForm, ProductForm } from './forms';
import { ImageShelf } from './ImageShelf';
import { RemoveButton } from './RemoveButton';

/** A brand as a whole: how it looks and speaks, and what it sells. */
export function BrandKit({ brand, products }: { brand: Brand; products: Product[] }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const facts: [string, string][] = ([
    [t('brand.tone'), brand.tone], [t('brand.audience'), brand.audience], [t('brand.words_to_use'), brand.words_to_use.join(', ')],
    [t('brand.words_to_avoid'), brand.words_to_avoid.join(', ')], [t('brand.disclosures'), brand.disclosures.join(' ')],
    [t('brand.budget'), brand.monthly_budget_usd ? usd(brand.monthly_budget_usd) : t('brand.no_budget')],
  ] as [string, string][]).filter(([, value]) => value);
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={brand.name}>
      <div className="two-columns">
        <Stack gap="md">
          <BrandCard brand={brand} />
          <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          <ImageShelf of="brands" id={brand.id} name={brand.name} images={brand.images} />
          <Group gap="xs">
            <EditDialog label={t('catalog.edit')} title={t('catalog.edit_of', { name: brand.name })}>{(close) => <BrandForm brand={brand} onMade={close} />}</EditDialog>
            <RemoveButton of="brands" id={brand.id} name={brand.name} />
          </Group>
        </Stack>
        <Stack gap="md">
          <Group justify="space-between">
            <Title order={2}>{t('product.list')}</Title>
            <NewDialog label={t('product.new')}>{(close) => <ProductForm brandId={brand.id} onMade={close} />}</NewDialog>
          </Group>
          {products.length === 0 && <Text size="sm" c="dimmed">{t('product.none')}</Text>}
          {products.map((product) => <ProductCard key={product.id} product={product} />)}
        </Stack>
      </div>
    </Paper>
  );
}

function ProductCard({ product }: { product: Product }) {
  const { t } = useTranslation();
  return (
    <article className="list-row">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={3}>{product.name}</Title>
        <Group gap={4} wrap="nowrap">
          <EditDialog small label={t('catalog.edit_of', { name: product.name })} title={t('catalog.edit_of', { name: product.name })}>{(close) => <ProductForm brandId={product.brand_id} product={product} onMade={close} />}</EditDialog>
          <RemoveButton of="products" id={product.id} name={product.name} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed" mb={6}>{product.description}</Text>
      <ul className="fact-list">{product.facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
      {product.call_to_action && <Text size="sm" my={6}><Text span c="dimmed">{t('product.call_to_action')}: </Text>{product.call_to_action}</Text>}
      <ImageShelf of="products" id={product.id} name={product.name} images={product.images} />
    </article>
  );
}
