import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Stack } from './layout';

export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack role="status" aria-label={t('app.loading')}>
      <Skeleton h={36} w="min(60%, 420px)" />
      <Skeleton h={120} />
      <Skeleton h={320} />
    </Stack>
  );
}
