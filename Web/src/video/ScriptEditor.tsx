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
  const { title, scenes } = draft.content;
  const savable = fitsVideo(scenes, video.options.duration_seconds) && title.trim() !== '';
  const saving = useSaving(draft, savable, true, (script, base) => api.saveScript(video.id, script, base), (saved) => saved.script);
  const edit = useCallbackRef((change: Change) => draft.edit({ ...draft.content, scenes: change(draft.content.scenes) }));
  const rename = useCallbackRef((title: string) => draft.edit({ ...draft.content, title }));

  return (
    <Stack>
      <Title value={title} onChange={rename} />
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

const Title = memo(function Title({ value, onChange }: { value: string; onChange: (title: string) => void }) {
  const { t } = useTranslation();
  return <TextInput label={t('script.title')} value={value} maxLength={120} onChange={(event) => onChange(event.currentTarget.value)} />;
});

type Change = (scenes: ScriptScene[]) => ScriptScene[];
interface EditorProps { scene: ScriptScene; at: number; count: number; language: Video['options']['language']; checks: Check[]; edit: (change: Change) => void }

/** Drawn anew only when this scene changes, not with every letter that is typed in another; its words not even when it is moved. */
const SceneEditor = memo(function SceneEditor({ scene, at, count, language, checks, edit }: EditorProps) {
  const change = useCallbackRef((part: Partial<ScriptScene>) => edit((scenes) => scenes.with(at, { ...scenes[at]!, ...part })));
  const move = useCallbackRef((to: number) => edit((scenes) => moved(scenes, at, to)));
  const remove = useCallbackRef(() => edit((scenes) => scenes.toSpliced(at, 1)));
  return (
    <SceneFields
      scene={scene} place={at + 1} checks={checks} language={language} onChange={change}
      buttons={<MoveButtons place={at} count={count} onMove={move} onRemove={remove} />}
    />
  );
});

interface SceneProps { scene: ScriptScene; place: number; language: Video['options']['language']; checks?: Check[]; onChange: (part: Partial<ScriptScene>) => void; buttons: React.ReactNode }

/** What scripts and storyboards have in common: role, length, words. With a letter only its field is drawn anew, where onChange stays the same. */
export function SceneFields({ scene, place, language, checks, onChange, buttons }: SceneProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="center" wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <Place place={place} />
          <strong>{t(`role.${scene.role}`)}</strong>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Length place={place} value={scene.duration_seconds} onChange={onChange} />
          {buttons}
        </Group>
      </Group>
      <div className="scene-words">
        <Stack gap="xs">
          <Words name="narration" label={t('script.narration')} value={scene.narration} most={400} onChange={onChange} />
          <ReadingTime narration={scene.narration} seconds={scene.duration_seconds} language={language} />
        </Stack>
        <Words name="on_screen_text" label={t('script.on_screen')} value={scene.on_screen_text} most={80} onChange={onChange} />
      </div>
      <SceneChecks checks={checks ?? []} scene={scene.number} />
    </Stack>
  );
}

const Place = memo(({ place }: { place: number }) => <Badge variant="light">{place}</Badge>);

const Length = memo(function Length({ place, value, onChange }: { place: number; value: number; onChange: SceneProps['onChange'] }) {
  const { t } = useTranslation();
  return (
    <NumberField
      w={88} size="xs" value={value} step={0.1} min={1} max={15} unit={t('generate.seconds_unit')} rightSectionWidth={24}
      aria-label={t('edit.length_of', { place })} onChange={(next) => onChange({ duration_seconds: Number(next) })}
    />
  );
});

interface WordsProps { name: 'narration' | 'on_screen_text'; label: string; value: string; most: number; onChange: SceneProps['onChange'] }

const Words = memo(({ name, label, value, most, onChange }: WordsProps) => (
  <TextArea label={label} value={value} minRows={2} maxLength={most} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />
));
