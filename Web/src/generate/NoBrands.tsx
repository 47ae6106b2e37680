import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../common/EmptyState';
import { ProblemNotice } from '../common/ProblemNotice';

export function NoBrands({ busy, error, onSample }: { busy: boolean; error: Error | null; onSample: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('generate.no_brands')} text={t('generate.no_brands_text')}>
      <Button onClick={onSample} loading={busy}>{t('generate.use_sample')}</Button>
      <ProblemNotice error={error} />
    </EmptyState>
  );
}
