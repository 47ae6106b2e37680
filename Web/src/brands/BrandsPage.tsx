import { Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBrands, useProducts, useReferences } from '../api/queries';
import type { Brand, Product } from '../api/schema';
import { EmptyState } from '../common/EmptyState';
import { useFormats } from '../common/format';
import { NewDialog } from '../common/NewDialog';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { BrandCard } from './BrandCard';
import { BrandForm } from './BrandForm';
import { ProductForm } from './ProductForm';

/** Who speaks, about what, and after which examples. */
export default function BrandsPage() {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const [brands, products, references] = [useBrands(), useProducts(), useReferences()];
  const broken = [brands, products, references].find((query) => query.isError);
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('nav.brands')}</Title>
        <NewDialog label={t('brand.new')} prominent>{(close) => <BrandForm onMade={close} />}</NewDialog>
      </Group>
      <ProblemNotice error={broken?.error ?? null} onRetry={() => void broken?.refetch()} />
      {!broken && brands.isPending && <PageSkeleton />}
      {brands.data?.length === 0 && <EmptyState inPage title={t('generate.no_brands')} text={t('brand.none')} link={{ to: '/generate', label: t('nav.generate') }} />}
      {brands.data?.map((brand) => <BrandKit key={brand.id} brand={brand} products={products.data?.filter((product) => product.brand_id === brand.id) ?? []} />)}
      {references.data && references.data.length > 0 && (
        <Stack component="section" aria-labelledby="references" gap="sm">
          <Title order={2} id="references">{t('brand.references')}</Title>
          <ul className="plain-list grid">
            {references.data.map((reference) => (
              <Paper key={reference.id} component="li" withBorder p="md">
                <Text fw={600}>{reference.title}</Text>
                <Text size="sm" c="dimmed">{t('generate.reference_facts', { length: seconds(reference.duration_seconds), parts: reference.segments.length, mood: reference.visual_style.mood })}</Text>
              </Paper>
            ))}
          </ul>
        </Stack>
      )}
    </Stack>
  );
}

function BrandKit({ brand, products }: { brand: Brand; products: Product[] }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={brand.name}>
      <div className="two-columns">
        <Stack gap="sm">
          <BrandCard brand={brand} />
          <Text size="sm"><Text span c="dimmed">{t('brand.tone')}: </Text>{brand.tone || '–'}</Text>
          <Text size="sm"><Text span c="dimmed">{t('brand.audience')}: </Text>{brand.audience || '–'}</Text>
          {brand.words_to_avoid.length > 0 && <Text size="sm"><Text span c="dimmed">{t('brand.words_to_avoid')}: </Text>{brand.words_to_avoid.join(', ')}</Text>}
          <Text size="sm" className="num"><Text span c="dimmed">{t('brand.budget')}: </Text>{brand.monthly_budget_usd ? usd(brand.monthly_budget_usd) : t('brand.no_budget')}</Text>
        </Stack>
        <Stack gap="sm">
          <Group justify="space-between">
            <Title order={2}>{t('product.list')}</Title>
            <NewDialog label={t('product.new')}>{(close) => <ProductForm brandId={brand.id} onMade={close} />}</NewDialog>
          </Group>
          {products.length === 0 && <Text size="sm" c="dimmed">{t('product.none')}</Text>}
          {products.map((product) => (
            <div key={product.id}>
              <Text fw={600}>{product.name}</Text>
              <Text size="sm" c="dimmed">{product.description}</Text>
              <List size="sm">{product.facts.map((fact) => <List.Item key={fact}>{fact}</List.Item>)}</List>
            </div>
          ))}
        </Stack>
      </div>
    </Paper>
  );
}
