import { Badge, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AspectRatio, Scene, StoryboardScene } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Text } from '../common/layout';
import { serviceName } from '../common/serviceName';

const height = 168;
const shape = (ratio: AspectRatio) => ratio.split(':').map(Number).reduce((width, high) => width / high);

interface Props {
  scenes: StoryboardScene[];
  /** By number of the saved revision. */
  stills: Scene[];
  ratio: AspectRatio;
  chosen: number;
  onChoose: (place: number) => void;
  /** Scenes can be dragged to another place when this is given. */
  onMove?: (from: number, to: number) => void;
}

/** The storyboard as one looks at it: still after still, with how the camera moves and how each gives way to the next. */
export function StoryboardStrip({ scenes, stills, ratio, chosen, onChoose, onMove }: Props) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const width = Math.max(132, Math.round(height * shape(ratio)));

  return (
    <ol className="plain-list strip" aria-label={t('storyboard.strip')} tabIndex={-1}>
      {scenes.map((scene, i) => (
        <li key={scene.number} style={{ width }}>
          <UnstyledButton
            className="strip-card" w="100%" data-chosen={i === chosen || undefined} data-over={i === over && dragged !== i ? true : undefined} aria-pressed={i === chosen}
            onClick={() => onChoose(i)} draggable={Boolean(onMove)}
            onDragStart={() => setDragged(i)} onDragEnd={() => (setDragged(null), setOver(null))}
            onDragOver={(event) => dragged !== null && (event.preventDefault(), setOver(i))}
            onDrop={() => dragged !== null && dragged !== i && onMove?.(dragged, i)}
          >
            <img className="still" src={stills[scene.number - 1]?.still_url} alt={t('storyboard.still', { scene: i + 1, prompt: scene.visual_prompt })} width={width} height={height} style={{ height }} loading="lazy" draggable={false} />
            <div style={{ padding: 8 }}>
              <Group gap={6} justify="space-between" wrap="nowrap">
                <Badge size="sm" variant="light">{i + 1}</Badge>
                <Text size="xs" c="dimmed" className="num">{seconds(scene.duration_seconds)}</Text>
              </Group>
              <Text size="xs" fw={600} mt={4} truncate>{t(`camera.${scene.camera_movement}`)} · {t(`shot.${scene.shot_size}`)}</Text>
              <Text size="xs" c="dimmed" truncate>{t(`transition.${scene.transition}`)} →</Text>
              <Painter still={stills[scene.number - 1]?.still} />
            </div>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}

function Painter({ still }: { still?: Scene['still'] }) {
  const { t } = useTranslation();
  if (!still) {
    return null;
  }

  return still.fallbacks.length > 0
    ? <Badge size="sm" variant="light" color="orange" mt={4}>{t('origin.stand_in')}</Badge>
    : <Text size="xs" c="dimmed" truncate>{serviceName(t, still.painter)}</Text>;
}
