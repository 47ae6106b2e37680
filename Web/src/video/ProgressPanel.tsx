import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOver } from '../api/polling';
import type { Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Text, Title } from '../common/layout';
import { asksPerson, stepsOf } from './pipeline';

/** The way of the video as steps; what happens now, since when, and what it waits for. */
export function ProgressPanel({ video }: { video: Video }) {
  const { t } = useTranslation();
  const { percent, usd } = useFormats();
  const { progress, status } = video;
  const steps = stepsOf(video);
  const next = steps.find((step) => step.state === 'todo');
  const waits = progress.waiting_for;
  const asked = asksPerson(waits);
  const now = waits
    ? t(`waiting.${waits}`, { scene: progress.scene })
    : status === 'video_rendering' && progress.scene
      ? t('now.scene', { scene: progress.scene, count: progress.scene_count ?? 0 })
      : t(`now.${status}`);

  const spent = waits === 'storyboard_review' && Number(video.cost_usd) > 0;
  const waitText = waits && (spent ? t('waiting_for.storyboard_review_spent', { cost: usd(video.cost_usd) }) : t(`waiting_for.${waits}`));

  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="progress">
      <Group justify="space-between" align="baseline" mb="sm" wrap="nowrap">
        <Title order={2} id="progress" aria-live="polite">{now}</Title>
        {!isOver(status) && <Text className="num" fw={650} style={{ whiteSpace: 'nowrap' }}>{percent(progress.percent)}</Text>}
      </Group>
      <ol className="plain-list steps" aria-label={t('steps.label')}>
        {steps.map((step) => (
          <li key={step.name} data-state={step.state} aria-current={step.state === 'now' || step.state === 'wait' ? 'step' : undefined}>
            {t(`steps.${step.name}`)}
          </li>
        ))}
      </ol>
      {!isOver(status) && !asked && <Progress value={progress.percent} mt="md" size="sm" aria-label={t('steps.percent')} />}
      <Text size="sm" c="dimmed" mt="sm"><Since iso={progress.since} />{waits && ` · ${waitText}`}</Text>
      {!isOver(status) && !asked && next && <Text size="sm" mt={4}>{t('now.next', { step: t(`steps.${next.name}`) })} {t('now.may_leave')}</Text>}
    </Paper>
  );
}

const tickMs = 5_000;

function Since({ iso }: { iso: string }) {
  const { t } = useTranslation();
  const { ago, when } = useFormats();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return <time dateTime={iso}>{t('now.since', { when: when(iso), ago: ago(iso, now) })}</time>;
}
