import { Accordion, Badge } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Check } from '../api/schema';
import { Group, Stack, Text } from '../common/layout';
import { useFieldTexts } from './fieldTexts';

const severities = ['error', 'warning', 'info'] as const;
const colors = { error: 'red', warning: 'yellow', info: 'pine' } as const;

/** What has been checked of the revision that is shown, the worst first, each with what it rests on. */
export const ChecksPanel = memo(function ChecksPanel({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  if (checks.length === 0) {
    return null;
  }

  const counts = severities.map((severity) => ({ severity, count: checks.filter((check) => check.severity === severity).length })).filter(({ count }) => count > 0);
  const worst = checks.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return (
    <Accordion variant="contained" defaultValue={checks.some((check) => check.severity === 'error') ? 'checks' : null}>
      <Accordion.Item value="checks">
        <Accordion.Control>
          <Group gap="xs">
            <Text span fw={600}>{t('check.title')}</Text>
            {counts.map(({ severity, count }) => <Badge key={severity} variant="light" color={colors[severity]}>{t(`check.${severity}`, { count })}</Badge>)}
          </Group>
        </Accordion.Control>
        <Accordion.Panel>
          <Stack component="ul" className="plain-list" gap="sm">{worst.map((check, i) => <li key={i}><CheckRow check={check} /></li>)}</Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
});

function CheckRow({ check }: { check: Check }) {
  const { place } = useFieldTexts();
  return (
    <>
      <CheckText check={check} place={place(check.scene, check.field)} />
      {check.evidence && <Text size="sm" c="dimmed" className="evidence">{check.evidence}</Text>}
    </>
  );
}

/** In the reader's language by its code; what we have no words for says the server. */
function CheckText({ check, place }: { check: Check; place?: string }) {
  const { t, i18n } = useTranslation();
  const text = t(`check.code.${check.code}` as 'check.code.claim_supported', { defaultValue: check.message });
  return (
    <Group gap="xs" wrap="nowrap" align="baseline">
      <span className="dot" data-severity={check.severity} aria-hidden />
      <Text size="sm">
        {place && <Text span fw={600}>{place}: </Text>}{text}
        {i18n.language === 'en' && check.severity !== 'info' && text !== check.message && <Text span c="dimmed"> {check.message}</Text>}
      </Text>
    </Group>
  );
}

/** What is wrong with one scene, where it is edited. */
export function SceneChecks({ checks, scene }: { checks: Check[]; scene: number }) {
  const wrong = checks.filter((check) => check.scene === scene && check.severity !== 'info');
  return wrong.length === 0 ? null : <Stack gap={2}>{wrong.map((check, i) => <CheckText key={i} check={check} />)}</Stack>;
}
