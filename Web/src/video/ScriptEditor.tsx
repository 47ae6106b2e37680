import { Badge, TextInput } from '@mantine/core';
import { useCallbackRef } from '@mantine/hooks';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { Check, Script, ScriptScene, Video } from '../api/schema';
import { Group, Paper, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { TextArea } from '../common/TextArea';
import { SceneChecks } from './ChecksPanel';
import { fitsVideo, moved } from './scenes';
import { MoveButtons } from './MoveButtons';
import { SaveBar } from './SaveBar';
import { ReadingTime, TotalTime } from './SceneTime';
import type { DraftState } from './useDraft';
import { useSaving } from './useSaving';

interface Props { video: Video; draft: DraftState<Script> }

/** The script, scene by scene, to be changed in place. */
export function ScriptEditor({ video, draft }: Props) {
  const { t } = useTranslation();
  const { title, scenes } = draft.content;
  const savable = fitsVideo(scenes, video.options.duration_seconds) && title.trim() !== '';
  const saving = useSaving(draft, savable, true, (script, base) => api.saveScript(video.id, script, base), (saved) => saved.script);
  const edit = useCallbackRef((change: Change) => draft.edit({ ...draft.content, scenes: change(draft.content.scenes) }));

  return (
    <Stack>
      <TextInput label={t('script.title')} value={title} maxLength={120} onChange={(event) => draft.edit({ ...draft.content, title: event.currentTarget.value })} />
      <TotalTime scenes={scenes} videoSeconds={video.options.duration_seconds} />
      <Stack component="ol" className="plain-list" gap="sm">
        {scenes.map((scene, i) => (
          <Paper key={scene.number} component="li" withBorder p="md">
            <SceneEditor scene={scene} at={i} count={scenes.length} checks={video.checks} language={video.options.language} edit={edit} />
          </Paper>
        ))}
      </Stack>
      <SaveBar draft={draft} saving={saving} savable={savable} automatic />
    </Stack>
  );
}

type Change = (scenes: ScriptScene[]) => ScriptScene[];
interface EditorProps { scene: ScriptScene; at: number; count: number; language: Video['options']['language']; checks: Check[]; edit: (change: Change) => void }

/** Drawn anew only when this scene changes, not with every letter that is typed in another. */
const SceneEditor = memo(function SceneEditor({ scene, at, count, language, checks, edit }: EditorProps) {
  return (
    <SceneFields
      scene={scene} place={at + 1} checks={checks} language={language} onChange={(next) => edit((scenes) => scenes.with(at, next))}
      buttons={<MoveButtons place={at} count={count} onMove={(to) => edit((scenes) => moved(scenes, at, to))} onRemove={() => edit((scenes) => scenes.toSpliced(at, 1))} />}
    />
  );
});

interface SceneProps<T> { scene: T; place: number; language: Video['options']['language']; checks?: Check[]; onChange: (scene: T) => void; buttons: React.ReactNode }

/** What scripts and storyboards have in common: role, length, words. */
export function SceneFields<T extends ScriptScene>({ scene, place, language, checks, onChange, buttons }: SceneProps<T>) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="center" wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <Badge variant="light">{place}</Badge>
          <strong>{t(`role.${scene.role}`)}</strong>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <NumberField
            w={88} size="xs" value={scene.duration_seconds} step={0.1} min={1} max={15} unit={t('generate.seconds_unit')} rightSectionWidth={24}
            aria-label={t('edit.length_of', { place })} onChange={(value) => onChange({ ...scene, duration_seconds: Number(value) })}
          />
          {buttons}
        </Group>
      </Group>
      <div className="scene-words">
        <Stack gap="xs">
          <TextArea
            label={t('script.narration')} value={scene.narration} minRows={2} maxLength={400}
            onChange={(event) => onChange({ ...scene, narration: event.currentTarget.value })}
          />
          <ReadingTime narration={scene.narration} seconds={scene.duration_seconds} language={language} />
        </Stack>
        <TextArea
          label={t('script.on_screen')} value={scene.on_screen_text} minRows={2} maxLength={80}
          onChange={(event) => onChange({ ...scene, on_screen_text: event.currentTarget.value })}
        />
      </div>
      <SceneChecks checks={checks ?? []} scene={scene.number} />
    </Stack>
  );
}
