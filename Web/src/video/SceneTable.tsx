import { Badge, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Scene, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Text, Title } from '../common/layout';
import { failureText } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';

const colors = { waiting: 'gray', rendering: 'blue', finished: 'pine', failed: 'red' } as const;

/** Each scene's provider, attempt, state and cost. */
export function SceneTable({ video }: { video: Video }) {
  const { t } = useTranslation();
  const { usd, ago } = useFormats();
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="scenes">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="scenes">{t('scenes.title')}</Title>
        <Text size="sm" c="dimmed" className="num">{t('scenes.spent', { cost: usd(video.cost_usd), limit: usd(video.max_cost_usd) })}</Text>
      </Group>
      <table className="table num scenes">
        <thead>
          <tr>
            <th style={{ width: 110 }}>{t('scenes.scene')}</th><th>{t('scenes.state')}</th><th>{t('scenes.provider')}</th>
            <th className="right">{t('scenes.attempt')}</th><th className="right">{t('scenes.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {video.scenes.map((scene) => (
            <tr key={scene.number}>
              <td>
                <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                  <Text span size="sm">{scene.number}</Text>
                  <img className="still" src={scene.still_url} alt="" width={64} height={40} style={{ width: 64, height: 40, borderRadius: 6 }} loading="lazy" />
                </div>
              </td>
              <td>
                <SceneState scene={scene} />
                {scene.waiting_for && <Text size="xs" c="var(--warn)" mt={4}>{t(`scene_wait.${scene.waiting_for}`)}{scene.waiting_since && ` · ${ago(scene.waiting_since)}`}</Text>}
                {scene.waiting_detail && <Text size="xs" c="dimmed" mt={4} lang="en">{scene.waiting_detail}</Text>}
                {scene.failure && <Text size="xs" c="var(--bad)" mt={4}>{failureText(t, scene.failure)}</Text>}
              </td>
              <td>{scene.provider ? serviceName(t, scene.provider) : '–'} <Text size="xs" c="dimmed">{scene.model}</Text></td>
              <td className="right">{scene.attempt || '–'}</td>
              <td className="right">{usd(scene.cost_usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

function SceneState({ scene }: { scene: Scene }) {
  const { t } = useTranslation();
  return (
    <>
      <Badge size="sm" variant="light" color={colors[scene.state]}>{t(`scene_state.${scene.state}`)}</Badge>{' '}
      {scene.reused && <Badge size="sm" variant="outline">{t('scenes.reused')}</Badge>}
      {scene.stand_in && <Badge size="sm" variant="outline" color="orange">{t('scenes.stand_in')}</Badge>}
      {scene.state === 'rendering' && <Progress value={scene.percent} size="xs" mt={6} maw={140} aria-label={t('scenes.percent', { scene: scene.number })} />}
    </>
  );
}
