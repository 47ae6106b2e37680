import { Alert, Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from '../brands/RemoveButton';
import type { Reference } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { fallbackTexts } from '../common/Fallbacks';
import { failureText } from '../common/ProblemNotice';
import { EditDialog, later } from '../common/NewDialog';
import { PartTimeline } from './PartTimeline';
import { ShotTimeline } from './ShotTimeline';

const EnterForm = later(() => import('./EnterForm').then((file) => file.EnterForm));

/** One reference, drawn as it was measured: its shots, their pace, its colours; or by its parts, as they were entered. */
export function ReferenceCard({ reference }: { reference: Reference }) {
  const { t } = useTranslation();
  const { seconds, number, percent, usd } = useFormats();
  const { measurement, provenance, status } = reference;
  const facts = status === 'measuring' ? [] : [
    ...(reference.duration_seconds === null ? [] : [seconds(reference.duration_seconds)]),
    ...(measurement ? [t('reference.shots', { count: measurement.shots.length }), t('reference.pace', { cuts: number(measurement.cuts_per_minute) })] : []),
    ...(reference.average_shot_seconds === null ? [] : [t('reference.average', { length: seconds(reference.average_shot_seconds) })]),
    reference.visual_style.mood,
  ].filter(Boolean);
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={reference.title}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Group gap="xs">
              <Title order={2}>{reference.title}</Title>
              {measurement && <Badge variant="light">{t('reference.source_measured')}</Badge>}
            </Group>
            <Text size="sm" c="dimmed" className="num">{facts.join(' · ')}</Text>
          </div>
          <Group gap={6} wrap="nowrap">
            {reference.source === 'entered' && <EditDialog small label={t('catalog.edit_of', { name: reference.title })} title={t('catalog.edit_of', { name: reference.title })}>{(close) => <EnterForm reference={reference} onDone={close} />}</EditDialog>}
            <RemoveButton of="references" id={reference.id} name={reference.title} />
          </Group>
        </Group>
        {status === 'measuring' && <Group gap="sm" mih={40} role="status"><Loader size="sm" /><Text size="sm" c="dimmed">{t('reference.measuring')}{reference.percent > 0 && ` · ${percent(reference.percent)}`}</Text></Group>}
        {status === 'failed' && <Alert color="red" title={t('reference.failed')}><Text size="sm">{reference.failure && failureText(t, reference.failure)}</Text></Alert>}
        {measurement && <ShotTimeline shots={measurement.shots} />}
        {status !== 'measuring' && reference.segments.length > 0 && <PartTimeline parts={reference.segments} />}
        {provenance && (
          <Text size="sm" c="dimmed" title={provenance.fallback_reason ?? undefined}>
            {provenance.prompt_version
              ? t('reference.described_by', { model: provenance.model, price: usd(provenance.cost_usd) })
              : [t('reference.measured_only'), ...fallbackTexts(t, provenance)].join(' · ')}
          </Text>
        )}
        {measurement && measurement.palette.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={6}>{t('reference.palette')}</Text>
            <ul className="plain-list palette">{measurement.palette.map((color) => <li key={color}><i style={{ background: color }} /><Text size="xs" c="dimmed">{color}</Text></li>)}</ul>
          </div>
        )}
      </Stack>
    </Paper>
  );
}
