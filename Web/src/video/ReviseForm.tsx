import { Alert, Button, Chip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { ReviseInput, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { Fallbacks } from '../common/Fallbacks';
import { failureText, ProblemNotice } from '../common/ProblemNotice';
import { TextArea } from '../common/TextArea';

interface Props { video: Video; revision: number; scenes: number; blocked: boolean; onClose: () => void }

/** Has chosen scenes rewritten after what one says of them. */
export function ReviseForm({ video, revision, scenes, blocked, onClose }: Props) {
  const { t } = useTranslation();
  const [feedback, setFeedback] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const ask = useVideoAction((input: ReviseInput) => api.revise(video.id, input));
  const numbers = Array.from({ length: scenes }, (_, i) => String(i + 1));
  const send = () => ask.mutate({ revision, feedback: feedback.trim(), ...(chosen.length > 0 ? { scenes: chosen.map(Number) } : {}) }, { onSuccess: onClose });
  return (
    <Stack gap="sm">
      <TextArea label={t('revise.feedback')} placeholder={t('revise.example')} minRows={2} maxLength={1000} value={feedback} onChange={(event) => setFeedback(event.currentTarget.value)} data-autofocus />
      <div role="group" aria-label={t('revise.scenes')}>
        <Text size="sm" fw={500} mb={6}>{t('revise.scenes')}</Text>
        <Chip.Group multiple value={chosen} onChange={setChosen}>
          <Group gap="xs">{numbers.map((number) => <Chip key={number} value={number} size="xs">{t('storyboard.scene', { scene: number })}</Chip>)}</Group>
        </Chip.Group>
        <Text size="sm" c="dimmed" mt={6}>{t(chosen.length === 0 ? 'revise.all' : 'revise.only')}</Text>
      </div>
      {blocked && <Text size="sm" c="var(--warn)">{t('approve.save_first')}</Text>}
      <ProblemNotice error={ask.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t('confirm.back')}</Button>
        <Button disabled={blocked || feedback.trim() === ''} loading={ask.isPending} onClick={send}>{t('revise.go')}</Button>
      </Group>
    </Stack>
  );
}

/** What is being rewritten now, and what became of it when it did not work. */
export function RevisingNotice({ video }: { video: Video }) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  const { revising, revise_failure: failure } = video.review ?? {};
  if (revising) {
    return (
      <Alert color="blue" role="status" title={t('revise.under_way', { ago: ago(revising.since) })}>
        <Text size="sm">{revising.scenes.length > 0 && `${revising.scenes.map((scene) => t('storyboard.scene', { scene })).join(', ')}: `}{revising.feedback}</Text>
      </Alert>
    );
  }

  return failure ? <Alert color="red" role="alert" title={t('revise.failed')}><Text size="sm">{failureText(t, failure)}</Text><Fallbacks fallbacks={failure.fallbacks} /></Alert> : null;
}
