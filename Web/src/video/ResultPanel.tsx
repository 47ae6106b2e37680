import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Video, VideoResult } from '../api/schema';
import { Icon } from '../common/Icon';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { useFilmLink } from './useFilmLink';

/** The finished video: to be seen, taken home, and what it cost against what was approved. */
export function ResultPanel({ video, result }: { video: Video; result: VideoResult }) {
  const { t } = useTranslation();
  const { usd, seconds, bytes, when } = useFormats();
  const film = useFilmLink(result.download_url);
  const facts: [string, string][] = [
    [t('result.cost'), usd(video.cost_usd)],
    ...(video.quote ? [[t('result.quoted'), usd(video.quote.total_usd)] as [string, string]] : []),
    [t('result.approved'), usd(video.max_cost_usd)],
    [t('result.length'), seconds(result.duration_seconds)],
    [t('result.picture'), `${result.width} × ${result.height}`],
    [t('result.size'), bytes(result.size_bytes)],
    ...(video.completed_at ? [[t('result.completed'), when(video.completed_at)] as [string, string]] : []),
  ];
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="result">
      <div className="two-columns">
        <video
          className="player" controls playsInline preload="metadata" poster={result.thumbnail_url} src={film}
          style={{ aspectRatio: `${result.width} / ${result.height}` }} aria-label={video.script?.content.title}
        />
        <Stack>
          <Title order={2} id="result">{t('result.title')}</Title>
          <table className="table num" data-plain>
            <tbody>
              {facts.map(([name, value]) => <tr key={name}><th className="dimmed">{name}</th><td>{value}</td></tr>)}
            </tbody>
          </table>
          <Group>
            <Button component="a" href={film} download leftSection={<Icon name="download" />}>{t('result.download')}</Button>
            <Button component="a" href={result.thumbnail_url} download variant="default" leftSection={<Icon name="picture" />}>{t('result.thumbnail')}</Button>
          </Group>
          {video.scenes.some((scene) => scene.stand_in) && <Text size="sm" c="var(--warn)">{t('result.stand_ins')}</Text>}
        </Stack>
      </div>
    </Paper>
  );
}
