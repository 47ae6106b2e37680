import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { Change } from '../api/schema';
import { Group, Stack, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { useFieldTexts } from './fieldTexts';

const colors = { added: 'pine', removed: 'red', moved: 'blue', changed: 'yellow' } as const;

/** What one revision changed against another, value by value. */
export function RevisionDiff({ videoId, revision, against }: { videoId: string; revision: number; against: number | null }) {
  const { t } = useTranslation();
  const diff = useQuery({ queryKey: ['revisions', videoId, revision, 'diff', against], queryFn: () => api.diff(videoId, revision, against), staleTime: Infinity });
  return (
    <Stack gap="sm" mt="sm" mih={60}>
      <ProblemNotice error={diff.error} onRetry={() => void diff.refetch()} />
      {diff.data?.changes.length === 0 && <Text size="sm" c="dimmed">{t('revision.same')}</Text>}
      {diff.data?.changes.map((change, i) => <ChangeRow key={i} change={change} />)}
    </Stack>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation();
  const { place } = useFieldTexts();
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Badge size="sm" variant="light" color={colors[change.change]}>{t(`revision.change.${change.change}`)}</Badge>
        <Text size="sm" fw={600}>{place(change.scene, change.field)}</Text>
      </Group>
      {change.change === 'moved' && change.field === null
        ? <Text size="sm">{t('revision.moved', { from: String(change.before ?? ''), to: String(change.after ?? '') })}</Text>
        : <Values change={change} />}
    </div>
  );
}

function Values({ change }: { change: Change }) {
  const { value } = useFieldTexts();
  return (
    <>
      {change.before !== null && change.before !== undefined && <Text size="sm" component="del" className="was">{value(change.field, change.before)}</Text>}
      {change.after !== null && change.after !== undefined && <Text size="sm" component="ins" className="is">{value(change.field, change.after)}</Text>}
    </>
  );
}
