import { Badge, Group, Paper, Progress, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Scene, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { failureText } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';

const colors = { waiting: 'gray', rendering: 'blue', finished: 'pine', failed: 'red' } as const;

/** Each scene's provider, attempt, state and cost. */
export function SceneTable({ video }: { video: Video }) {
  const { t, i18n } = useTranslation();
  const { usd, ago } = useFormats();
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="scenes">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="scenes">{t('scenes.title')}</Title>
        <Text size="sm" c="dimmed" className="num">{t('scenes.spent', { cost: usd(video.cost_usd), limit: usd(video.max_cost_usd) })}</Text>
      </Group>
      <Table className="num scenes" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t('scenes.scene')}</Table.Th><Table.Th>{t('scenes.state')}</Table.Th><Table.Th>{t('scenes.provider')}</Table.Th>
            <Table.Th ta="right">{t('scenes.attempt')}</Table.Th><Table.Th ta="right">{t('scenes.cost')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {video.scenes.map((scene) => (
            <Table.Tr key={scene.number}>
              <Table.Td>
                <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                  <Text span size="sm">{scene.number}</Text>
                  <img className="still" src={scene.still_url} alt="" width={64} height={40} style={{ width: 64, height: 40, borderRadius: 6 }} loading="lazy" />
                </div>
              </Table.Td>
              <Table.Td>
                <SceneState scene={scene} />
                {scene.waiting_for && <Text size="xs" c="var(--warn)" mt={4}>{t(`scene_wait.${scene.waiting_for}`)}{scene.waiting_since && ` · ${ago(scene.waiting_since)}`}</Text>}
                {scene.waiting_detail && <Text size="xs" c="dimmed" mt={4}>{scene.waiting_detail}</Text>}
                {scene.failure && <Text size="xs" c="var(--bad)" mt={4}>{failureText(t, i18n.language, scene.failure)}</Text>}
              </Table.Td>
              <Table.Td>{scene.provider ? serviceName(t, scene.provider) : '–'} <Text size="xs" c="dimmed">{scene.model}</Text></Table.Td>
              <Table.Td ta="right">{scene.attempt || '–'}</Table.Td>
              <Table.Td ta="right">{usd(scene.cost_usd)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
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
