import { Accordion, Button, Checkbox } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { useVideoAction } from '../api/queries';
import type { Approval, Quote, RenderObstacle, Video } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { sayOf, serviceName } from '../common/serviceName';
import { addUsd, isMore } from '../common/usd';

interface Props { video: Video; revision: number; quote: Quote | null; blocked: 'save_first' | 'revising' | 'no_quote' | null }

/** Approves exactly the revision that is shown, at exactly the price that the button names. */
export const ApproveBar = memo(function ApproveBar({ video, revision, quote, blocked }: Props) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const [worst, setWorst] = useState(false);
  const approve = useVideoAction((approval: Approval) => api.approve(video.id, approval));

  const dearest = quote?.worst_case_usd && isMore(quote.worst_case_usd, quote.total_usd) ? quote.worst_case_usd : null;
  const rendering = quote && (worst && dearest ? dearest : quote.total_usd);
  const limit = rendering === null ? undefined : addUsd(video.cost_usd, rendering);
  const label = rendering === null ? t('approve.script', { revision }) : t(worst && dearest ? 'approve.up_to' : 'approve.storyboard', { revision, price: usd(rendering) });

  return (
    <>
      {quote && <QuoteLines quote={quote} spent={video.spent} />}
      <Stack className="action-bar" gap="xs">
        <ProblemNotice error={approve.error} title={t('approve.refused')} />
        {dearest && (
          <Checkbox checked={worst} onChange={(event) => setWorst(event.currentTarget.checked)} label={t('approve.allow_worst', { price: usd(dearest) })} />
        )}
        <Group justify="flex-end" gap="sm">
          <Text size="sm" c="dimmed" flex={1} miw={180}>{t(blocked ? `approve.${blocked}` : quote ? 'approve.note' : 'approve.script_note')}</Text>
          <Button size="md" disabled={blocked !== null} loading={approve.isPending} onClick={() => approve.mutate({ revision, max_cost_usd: limit })}>{label}</Button>
        </Group>
      </Stack>
    </>
  );
});

const QuoteLines = memo(function QuoteLines({ quote, spent }: { quote: Quote; spent: Video['spent'] }) {
  const { t } = useTranslation();
  const { usd, seconds } = useFormats();
  const stuck = quote.lines.some((line) => line.obstacles.length > 0);
  return (
    <Accordion variant="contained" defaultValue={stuck ? 'quote' : null}>
      <Accordion.Item value="quote">
        <Accordion.Control>{t('quote.title', { price: usd(quote.total_usd) })}</Accordion.Control>
        <Accordion.Panel>
          <div className="scrolls" tabIndex={0}>
            <table className="table num">
              <thead>
                <tr><th>{t('scenes.scene')}</th><th>{t('scenes.provider')}</th><th className="right">{t('quote.ordered')}</th><th className="right">{t('scenes.cost')}</th></tr>
              </thead>
              <tbody>
                {quote.lines.map((line) => (
                  <tr key={`${line.kind} ${line.scene}`}>
                    <td>{line.scene}</td>
                    <td>{serviceName(t, line.provider)} <Text span size="xs" c="dimmed">{line.model}</Text><Obstacles of={line.obstacles} /></td>
                    <td className="right">{line.kind === 'still' ? t('quote.still') : seconds(line.seconds)}</td>
                    <td className="right">{line.reused ? t('quote.reused') : usd(line.cost_usd)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {spent.length > 0 && <Text size="sm" c="dimmed" className="num">{t('quote.spent')}: {spent.map(({ kind, cost_usd }) => `${t(`quote.kind.${kind}`)} ${usd(cost_usd)}`).join(' · ')}</Text>}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
});

/** Why none can render the scene, in the reader's language; of a code that we have no words for, what the server says. */
function Obstacles({ of }: { of: RenderObstacle[] }) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  return of.map(({ provider, model, code, message, seconds: longest }) => {
    const why = t(`obstacle.${code}`, { defaultValue: message, seconds: longest === null ? '' : seconds(longest) });
    return <Text key={`${provider} ${model}`} size="xs" c="var(--bad)">{sayOf(t, provider, why)}</Text>;
  });
}
