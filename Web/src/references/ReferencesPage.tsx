import '../brands/catalog.css';
import { useTranslation } from 'react-i18next';
import { useReferences } from '../api/queries';
import { EmptyState } from '../common/EmptyState';
import { Group, Stack, Text, Title } from '../common/layout';
import { later, NewDialog } from '../common/NewDialog';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { MeasureForm } from './MeasureForm';
import { ReferenceCard } from './ReferenceCard';

const EnterForm = later(() => import('./EnterForm').then((file) => file.EnterForm));

/** The videos whose structure and pace one's own are to follow. */
export default function ReferencesPage() {
  const { t } = useTranslation();
  const references = useReferences();
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: 1, minWidth: 220 }}>
          <Title order={1}>{t('brand.references')}</Title>
          <Text c="dimmed">{t('reference.intro')}</Text>
        </div>
        <Group gap="xs">
          <NewDialog label={t('entry.new')} size="sm">{(close) => <EnterForm onDone={close} />}</NewDialog>
          <NewDialog label={t('reference.new')} prominent>{(close) => <MeasureForm onDone={close} />}</NewDialog>
        </Group>
      </Group>
      <ProblemNotice error={references.error} onRetry={() => void references.refetch()} />
      {references.isPending && <PageSkeleton />}
      {references.data?.length === 0 && <EmptyState inPage title={t('reference.none')} text={t('reference.none_text')} />}
      {references.data?.map((reference) => <ReferenceCard key={reference.id} reference={reference} />)}
    </Stack>
  );
}
