import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../common/format';
import { Paper, Text, Title } from '../common/layout';
import { serviceName } from '../common/serviceName';
import type { Estimate, EstimateLine } from './estimate';

/** What the video will about cost, line by line, as the options are now. */
export const EstimatePanel = memo(function EstimatePanel({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const amount = (price: number | null) => (price === null ? t('estimate.unknown') : price === 0 ? t('estimate.free') : t('estimate.about', { price: usd(price.toFixed(2)) }));
  const nameOf = ({ role, choice }: EstimateLine) => t(`estimate.${role}_by` as 'estimate.first_by', { name: serviceName(t, choice) });
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="estimate">
      <Title order={2} id="estimate" mb="sm">{t('estimate.title')}</Title>
      <table className="table num" data-plain>
        <tbody>
          {!estimate.lines.some((line) => line.role === 'writing') && <Line name={t('estimate.writing')} value={t('estimate.included')} />}
          {estimate.lines.map((line) => <Line key={line.role + line.choice} name={nameOf(line)} value={amount(line.usd)} />)}
          {estimate.lines.length === 0 && <Line name={t('estimate.nobody')} value="–" />}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt="sm">{t('estimate.note')}</Text>
    </Paper>
  );
});

const Line = ({ name, value }: { name: string; value: string }) => (
  <tr><th>{name}</th><td className="right">{value}</td></tr>
);
