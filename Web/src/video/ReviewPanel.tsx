import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Revision, Script, Storyboard, Video } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { useFormats } from '../common/format';
import { Group, Stack, Text, Title } from '../common/layout';
import { AnimaticPanel } from './AnimaticPanel';
import { ApproveBar } from './ApproveBar';
import { ChecksPanel } from './ChecksPanel';
import { WrittenBy } from './Provenance';
import { ReviseForm, RevisingNotice } from './ReviseForm';
import { ScriptEditor } from './ScriptEditor';
import { StoryboardEditor } from './StoryboardEditor';
import { useDraft } from './useDraft';

export function ScriptReview({ video, script }: { video: Video; script: Revision<Script> }) {
  const draft = useDraft(script, `${video.id}.script`);
  return (
    <Review video={video} kind="script" revision={script} dirty={draft.dirty}>
      <ScriptEditor video={video} draft={draft} />
      <ApproveBar video={video} revision={script.revision} quote={null} blocked={blockOf(video, draft.dirty)} />
    </Review>
  );
}

export function StoryboardReview({ video, storyboard }: { video: Video; storyboard: Revision<Storyboard> }) {
  const draft = useDraft(storyboard, `${video.id}.storyboard`);
  return (
    <Review video={video} kind="storyboard" revision={storyboard} dirty={draft.dirty}>
      <StoryboardEditor video={video} draft={draft} />
      <AnimaticPanel video={video} revision={storyboard.revision} />
      <ApproveBar video={video} revision={storyboard.revision} quote={video.quote} blocked={blockOf(video, draft.dirty) ?? (video.quote ? null : 'no_quote')} />
    </Review>
  );
}

/** Why it cannot be approved as it is. While it is rewritten, what is shown is about to be replaced. */
const blockOf = (video: Video, dirty: boolean) => (isRevising(video) ? 'revising' : dirty ? 'save_first' : null);
const isRevising = (video: Video) => Boolean(video.review?.revising);

interface Props { video: Video; kind: 'script' | 'storyboard'; revision: Revision<Script | Storyboard>; dirty: boolean; children: ReactNode }

function Review({ video, kind, revision, dirty, children }: Props) {
  const { t } = useTranslation();
  const [asking, ask] = useDisclosure(false);
  return (
    <Stack component="section" aria-labelledby="review">
      <Head video={video} kind={kind} revision={revision} onAsk={ask.open} />
      <Dialog opened={asking} onClose={ask.close} title={t('revise.title')} size="lg">
        <ReviseForm video={video} revision={revision.revision} scenes={revision.content.scenes.length} blocked={dirty} onClose={ask.close} />
      </Dialog>
      {children}
    </Stack>
  );
}

interface HeadProps extends Omit<Props, 'dirty' | 'children'> { onAsk: () => void }

/** The same with every letter that is typed below it. */
const Head = memo(function Head({ video, kind, revision, onAsk }: HeadProps) {
  const { t } = useTranslation();
  const { when } = useFormats();
  return (
    <>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} id="review">{t(`${kind}.review`)}</Title>
          <Text size="sm" c="dimmed">
            {t('edit.revision', { revision: revision.revision, when: when(revision.created_at) })}
            {video.review?.deadline && ` · ${t('edit.deadline', { when: when(video.review.deadline) })}`}
          </Text>
          <WrittenBy revision={revision} />
        </div>
        {video.review && <Button variant="default" disabled={isRevising(video)} onClick={onAsk}>{t('revise.button')}</Button>}
      </Group>
      <RevisingNotice video={video} />
      <ChecksPanel checks={video.checks} />
    </>
  );
});
