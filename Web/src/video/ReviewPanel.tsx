import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Revision, Script, Storyboard, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { ApproveBar } from './ApproveBar';
import { ScriptEditor } from './ScriptEditor';
import { StoryboardEditor } from './StoryboardEditor';
import { useDraft } from './useDraft';

export function ScriptReview({ video, script }: { video: Video; script: Revision<Script> }) {
  const draft = useDraft(script, `${video.id}.script`);
  return (
    <Stack component="section" aria-labelledby="review">
      <Heading title="script" revision={script} />
      <ScriptEditor video={video} draft={draft} />
      <ApproveBar video={video} revision={script.revision} quote={null} blocked={draft.dirty} />
    </Stack>
  );
}

export function StoryboardReview({ video, storyboard }: { video: Video; storyboard: Revision<Storyboard> }) {
  const draft = useDraft(storyboard, `${video.id}.storyboard`);
  return (
    <Stack component="section" aria-labelledby="review">
      <Heading title="storyboard" revision={storyboard} />
      <StoryboardEditor video={video} draft={draft} />
      <ApproveBar video={video} revision={storyboard.revision} quote={video.quote} blocked={draft.dirty || !video.quote} />
    </Stack>
  );
}

function Heading({ title, revision }: { title: 'script' | 'storyboard'; revision: Revision<unknown> }) {
  const { t } = useTranslation();
  const { when } = useFormats();
  return (
    <div>
      <Title order={2} id="review">{t(`${title}.review`)}</Title>
      <Text size="sm" c="dimmed">{t('edit.revision', { revision: revision.revision, when: when(revision.created_at) })}</Text>
    </div>
  );
}
