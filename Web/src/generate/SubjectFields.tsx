import { NativeSelect } from '@mantine/core';
import { memo, type SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import type { Brand, Product, Reference } from '../api/schema';
import { BrandCard } from '../brands/BrandCard';
import { BrandForm, ProductForm } from '../brands/forms';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { NewDialog } from '../common/NewDialog';
import { PartTimeline } from '../references/PartTimeline';
import type { Draft, DraftField } from './draft';

export interface FieldProps {
  draft: Draft;
  faultText: (field: DraftField) => string | undefined;
  change: (field: DraftField | null, next: SetStateAction<Draft>) => void;
}

interface Props extends FieldProps { brands: Brand[]; products: Product[]; references: Reference[] }

/** Options are chosen elsewhere: what is drawn here is the same whatever they are. */
const sameSubject = (before: Props, now: Props) => (['brands', 'products', 'references'] as const).every((list) => before[list] === now[list])
  && (['brandId', 'productId', 'referenceId'] as const).every((id) => before.draft[id] === now.draft[id])
  && (['brand_id', 'product_id', 'reference_id'] as const).every((field) => before.faultText(field) === now.faultText(field));

/** For whom, what, and after which example. */
export const SubjectFields = memo(function SubjectFields({ draft, faultText, change, brands, products, references }: Props) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const ofBrand = products.filter((product) => product.brand_id === draft.brandId);
  const brand = brands.find((candidate) => candidate.id === draft.brandId);
  const product = ofBrand.find((candidate) => candidate.id === draft.productId);
  const reference = references.find((candidate) => candidate.id === draft.referenceId);

  const choose = (field: DraftField, part: Partial<Draft>) => change(field, (now) => ({ ...now, ...part }));
  const chooseBrand = (brandId: string) => {
    const own = products.filter((candidate) => candidate.brand_id === brandId);
    choose('brand_id', { brandId, productId: own.length === 1 ? own[0]!.id : null });
  };

  return (
    <Stack>
      <div data-field="brand_id">
        <NativeSelect
          label={t('generate.brand')} withAsterisk value={draft.brandId ?? ''} onChange={(event) => chooseBrand(event.currentTarget.value)}
          data={[{ value: '', label: t('generate.choose'), disabled: true }, ...brands.map((each) => ({ value: each.id, label: each.name }))]} error={faultText('brand_id')}
        />
        <Group mt={6}><NewDialog label={t('brand.new')}>{(close) => <BrandForm onMade={(made) => (choose('brand_id', { brandId: made.id, productId: null }), close())} />}</NewDialog></Group>
        {brand && <div style={{ marginTop: 8 }}><BrandCard brand={brand} /></div>}
      </div>
      <div data-field="product_id">
        <NativeSelect
          label={t('generate.product')} withAsterisk disabled={!draft.brandId} error={faultText('product_id')}
          value={draft.productId ?? ''} onChange={(event) => choose('product_id', { productId: event.currentTarget.value })}
          data={[{ value: '', label: t(draft.brandId ? 'generate.choose' : 'generate.brand_first'), disabled: true }, ...ofBrand.map((each) => ({ value: each.id, label: each.name }))]}
        />
        {brand && (
          <Group mt={6}>
            <NewDialog label={t('product.new')}>{(close) => <ProductForm brandId={brand.id} onMade={(made) => (choose('product_id', { productId: made.id }), close())} />}</NewDialog>
          </Group>
        )}
        {product && (
          <Group gap="sm" mt={8} wrap="nowrap" align="flex-start">
            {product.images[0] && <img className="thumb" src={product.images[0].url} alt={product.images[0].alt} width={56} height={56} />}
            <Text size="sm" c="dimmed">{product.facts.slice(0, 3).join(' · ') || product.description}</Text>
          </Group>
        )}
      </div>
      <div data-field="reference_id">
        <NativeSelect
          label={t('generate.reference')} description={t('generate.reference_help')} error={faultText('reference_id')}
          value={draft.referenceId ?? ''} onChange={(event) => choose('reference_id', { referenceId: event.currentTarget.value || null })}
          data={[{ value: '', label: t('generate.no_reference') }, ...references.filter((each) => each.status === 'ready').map((each) => ({ value: each.id, label: each.title }))]}
        />
        {reference && (
          <Stack gap={6} mt={8}>
            <PartTimeline small parts={reference.segments} />
            <Text size="sm" c="dimmed">{[seconds(reference.duration_seconds ?? 0), reference.visual_style.mood].filter(Boolean).join(' · ')}</Text>
          </Stack>
        )}
      </div>
    </Stack>
  );
}, sameSubject);
