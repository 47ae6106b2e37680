import { useTranslation } from 'react-i18next';
import type { Revision, Scene, Script, Storyboard } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { serviceName } from '../common/serviceName';
import { refusalsOf } from './refusals';

const offline = 'offline';

/** Who wrote a script or storyboard; and why, when it was not the first choice. */
export function WrittenBy({ revision: { provenance, author } }: { revision: Revision<Script | Storyboard> }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  if (!provenance) {
    return <Text size="sm" c="dimmed">{t('origin.edited', { author })}</Text>;
  }

  const { writer, model, cost_usd, fallback_reason } = provenance;
  return (
    <>
      <Text size="sm" c="dimmed">
        {writer === offline ? t('origin.written_offline') : t('origin.written', { writer: serviceName(t, writer), model, price: usd(cost_usd) })}
      </Text>
      {fallback_reason && <Text size="sm" c="var(--warn)">{t('origin.not_first')}</Text>}
      <Refusals reason={fallback_reason} />
    </>
  );
}

/** Who painted a still; a drawing that stands in for a picture says so. */
export function PaintedBy({ still }: { still: Scene['still'] }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const { painter, model, cost_usd, fallback_reason } = still;
  if (fallback_reason) {
    const refusals = refusalsOf(fallback_reason);
    return (
      <div>
        <Text size="sm" c="var(--warn)">{t(refusals.length > 0 ? 'origin.refused' : 'origin.outdated')}{Number(cost_usd) > 0 && ` ${t('origin.still_paid', { price: usd(cost_usd) })}`}</Text>
        <Refusals reason={fallback_reason} />
      </div>
    );
  }

  return (
    <Text size="sm" c="dimmed">
      {painter === offline ? t('origin.drawn_offline') : t('origin.painted', { painter: serviceName(t, painter), model, price: usd(cost_usd) })}
    </Text>
  );
}

/** What each of them said, in its own words. */
function Refusals({ reason }: { reason: string | null }) {
  const { t } = useTranslation();
  const refusals = refusalsOf(reason);
  return refusals.length === 0 ? null : (
    <ul className="plain-list evidence">
      {refusals.map(({ service, message }, i) => <li key={i}><Text size="sm">{serviceName(t, service)}: {message}</Text></li>)}
    </ul>
  );
}
