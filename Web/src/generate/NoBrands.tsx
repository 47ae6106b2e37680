import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Brand } from '../api/schema';
import { BrandForm } from '../brands/forms';
import { EmptyState } from '../common/EmptyState';
import { NewDialog } from '../common/NewDialog';
import { ProblemNotice } from '../common/ProblemNotice';

export function NoBrands({ busy, error, onSample, onBrand }: { busy: boolean; error: Error | null; onSample: () => void; onBrand: (brand: Brand) => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState inPage title={t('generate.no_brands')} text={t('generate.no_brands_text')}>
      <Button onClick={onSample} loading={busy}>{t('generate.use_sample')}</Button>
      <NewDialog label={t('brand.new')}>{() => <BrandForm onMade={onBrand} />}</NewDialog>
      <ProblemNotice error={error} />
    </EmptyState>
  );
}
