import './catalog.css';
import { useTranslation } from 'react-i18next';
import { useBrands, useProducts } from '../api/queries';
import { EmptyState } from '../common/EmptyState';
import { Group, Stack, Text, Title } from '../common/layout';
import { NewDialog } from '../common/NewDialog';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { BrandKit } from './BrandKit';
import { BrandForm } from './forms';

/** Who speaks, and about what. */
export default function BrandsPage() {
  const { t } = useTranslation();
  const [brands, products] = [useBrands(), useProducts()];
  const broken = [brands, products].find((query) => query.isError);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{t('nav.brands')}</Title>
          <Text c="dimmed">{t('brand.none')}</Text>
        </div>
        <NewDialog label={t('brand.new')} prominent>{(close) => <BrandForm onMade={close} />}</NewDialog>
      </Group>
      <ProblemNotice error={broken?.error ?? null} onRetry={() => void broken?.refetch()} />
      {!broken && brands.isPending && <PageSkeleton />}
      {brands.data?.length === 0 && <EmptyState inPage title={t('generate.no_brands')} text={t('generate.no_brands_text')} link={{ to: '/generate', label: t('nav.generate') }} />}
      {brands.data?.map((brand) => <BrandKit key={brand.id} brand={brand} products={products.data?.filter((product) => product.brand_id === brand.id) ?? []} />)}
    </Stack>
  );
}
