import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useCallbackRef } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { CameraAngle, CameraMovement, ShotSize, Storyboard, StoryboardScene, Transition, Video } from '../api/schema';
import { movements, shots, transitions } from '../common/choices';
import { Paper, Stack, Text } from '../common/layout';
import { TextArea } from '../common/TextArea';
import { MoveButtons } from './MoveButtons';
import { PaintedBy } from './Provenance';
import { SaveBar } from './SaveBar';
import { fitsVideo, moved } from './scenes';
import { TotalTime } from './SceneTime';
import { SceneFields } from './ScriptEditor';
import { StoryboardStrip } from './StoryboardStrip';
import type { DraftState } from './useDraft';
import { useSaving } from './useSaving';

const angles: CameraAngle[] = ['eye_level', 'low_angle', 'high_angle', 'overhead', 'dutch'];

/** The strip, and below it the chosen scene to be changed. */
export function StoryboardEditor({ video, draft }: { video: Video; draft: DraftState<Storyboard> }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const scenes = draft.content.scenes;
  const savable = fitsVideo(scenes, video.options.duration_seconds);
  // Not by itself: pictures are drawn anew with each save, which takes time and may cost something.
  const saving = useSaving(draft, savable, false, (storyboard, base) => api.saveStoryboard(video.id, storyboard, base), (saved) => saved.storyboard);
  const place = Math.min(chosen, scenes.length - 1);
  const scene = scenes[place]!;
  const still = video.scenes[scene.number - 1]?.still;
  const setScenes = (next: StoryboardScene[]) => draft.edit({ scenes: next });
  const change = useCallbackRef((part: Partial<StoryboardScene>) => setScenes(scenes.with(place, { ...scene, ...part })));
  const move = (from: number, to: number) => {
    setScenes(moved(scenes, from, to));
    setChosen(to);
  };

  return (
    <Stack>
      <StoryboardStrip scenes={scenes} stills={video.scenes} ratio={video.options.aspect_ratio} chosen={place} onChoose={setChosen} onMove={move} />
      <TotalTime scenes={scenes} videoSeconds={video.options.duration_seconds} />
      <Paper withBorder p="md" component="section" aria-label={t('storyboard.scene', { scene: place + 1 })}>
        <Stack>
          <SceneFields
            scene={scene} place={place + 1} checks={video.checks} language={video.options.language} onChange={change}
            buttons={<MoveButtons sideways place={place} count={scenes.length} onMove={(to) => move(place, to)} onRemove={() => setScenes(scenes.toSpliced(place, 1))} />}
          />
          <TextArea
            label={t('storyboard.prompt')} description={t('storyboard.prompt_help')} value={scene.visual_prompt} minRows={2} maxLength={1000}
            onChange={(event) => change({ visual_prompt: event.currentTarget.value })}
          />
          {still && <PaintedBy still={still} />}
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <NativeSelect label={t('storyboard.movement')} value={scene.camera_movement} data={movements.map((value) => ({ value, label: t(`camera.${value}`) }))} onChange={(event) => change({ camera_movement: event.currentTarget.value as CameraMovement })} />
            <NativeSelect label={t('storyboard.shot')} value={scene.shot_size} data={shots.map((value) => ({ value, label: t(`shot.${value}`) }))} onChange={(event) => change({ shot_size: event.currentTarget.value as ShotSize })} />
            <NativeSelect label={t('storyboard.angle')} value={scene.camera_angle} data={angles.map((value) => ({ value, label: t(`angle.${value}`) }))} onChange={(event) => change({ camera_angle: event.currentTarget.value as CameraAngle })} />
            <NativeSelect label={t('storyboard.transition')} value={scene.transition} data={transitions.map((value) => ({ value, label: t(`transition.${value}`) }))} onChange={(event) => change({ transition: event.currentTarget.value as Transition })} />
          </SimpleGrid>
          {draft.dirty && <Text size="xs" c="dimmed">{t('storyboard.redrawn')}</Text>}
        </Stack>
      </Paper>
      <SaveBar draft={draft} saving={saving} savable={savable} automatic={false} />
    </Stack>
  );
}
