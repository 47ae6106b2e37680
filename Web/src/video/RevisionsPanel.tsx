import { Accordion, Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { RevisionSummary, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { RevisionDiff } from './RevisionDiff';

/** Who wrote what when, what each revision changed, and the way back to one. */
export function RevisionsPanel({ video }: { video: Video }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const current = Math.max(video.script?.revision ?? 0, video.storyboard?.revision ?? 0);
  const revisions = useQuery({ queryKey: ['revisions', video.id, current], queryFn: () => api.revisions(video.id), enabled: open, select: (answer) => answer.items.toSorted((a, b) => b.revision - a.revision) });
  return (
    <Accordion variant="contained" onChange={(value) => setOpen(value !== null)}>
      <Accordion.Item value="revisions">
        <Accordion.Control>{t('revision.title')}</Accordion.Control>
        <Accordion.Panel>
          <ProblemNotice error={revisions.error} onRetry={() => void revisions.refetch()} />
          {revisions.isPending && <Text size="sm" c="dimmed" mih={120}>{t('app.loading')}</Text>}
          <Stack component="ol" className="plain-list" gap={0}>
            {revisions.data?.map((revision, _, all) => (
              <Row key={revision.revision} video={video} revision={revision} current={current} base={all.find((other) => other.revision === revision.based_on && other.kind === revision.kind)?.revision ?? null} />
            ))}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** A storyboard is based on a script, with which it cannot be compared; base is null then. */
function Row({ video, revision, current, base }: { video: Video; revision: RevisionSummary; current: number; base: number | null }) {
  const { t } = useTranslation();
  const { when } = useFormats();
  const [compared, setCompared] = useState(false);
  const restore = useVideoAction(() => api.restore(video.id, revision.revision, current));
  const restorable = !revision.current && video.progress.waiting_for === `${revision.kind}_review` && !video.review?.revising;
  return (
    <li className="list-row">
      <Group gap="xs" align="flex-start">
        <div style={{ flex: 1, minWidth: 200 }}>
          <Group gap={6}>
            <Text fw={600} size="sm">{t('revision.name', { kind: t(`${revision.kind}.label`), revision: revision.revision })}</Text>
            {revision.current && <Badge size="sm" variant="light">{t('revision.current')}</Badge>}
            {revision.approved && <Badge size="sm" variant="light" color="green">{t('revision.approved')}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">{[t(`revision.origin.${revision.origin}`, { base: revision.based_on }), revision.author, when(revision.created_at)].filter(Boolean).join(' · ')}</Text>
          {revision.note && <Text size="sm" className="evidence">{revision.note}</Text>}
        </div>
        {base !== null && <Button size="xs" variant="default" aria-expanded={compared} onClick={() => setCompared(!compared)}>{t('revision.compare', { base })}</Button>}
        {restorable && <Button size="xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate(undefined)}>{t('revision.restore')}</Button>}
      </Group>
      <ProblemNotice error={restore.error} />
      {compared && <RevisionDiff videoId={video.id} revision={revision.revision} against={base} />}
    </li>
  );
}
