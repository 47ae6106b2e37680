import { useTranslation } from 'react-i18next';
import type { Revision, Scene, Script, Storyboard } from '../api/schema';
import { Fallbacks } from '../common/Fallbacks';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { offline, serviceName } from '../common/serviceName';

/** Who wrote a script or storyboard; and why, when it was not the first choice. */
export function WrittenBy({ revision: { provenance, author } }: { revision: Revision<Script | Storyboard> }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  if (!provenance) {
    return <Text size="sm" c="dimmed">{t('origin.edited', { author })}</Text>;
  }

  const { writer, model, cost_usd, fallback_reason, fallbacks } = provenance;
  return (
    <>
      <Text size="sm" c="dimmed">
        {writer === offline ? t('origin.written_offline') : t('origin.written', { writer: serviceName(t, writer), model, price: usd(cost_usd) })}
      </Text>
      {fallback_reason && <Text size="sm" c="var(--warn)">{t('origin.not_first')}</Text>}
      <Fallbacks fallbacks={fallbacks} fallback_reason={fallback_reason} />
    </>
  );
}

/** Who painted a still; a drawing that stands in for a picture says so. */
export function PaintedBy({ still }: { still: Scene['still'] }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const { painter, model, cost_usd, fallbacks } = still;
  if (fallbacks.length > 0) {
    const refused = fallbacks.filter(({ code }) => code !== 'edited');
    return (
      <div>
        <Text size="sm" c="var(--warn)">{t(refused.length > 0 ? 'origin.refused' : 'origin.outdated')}{Number(cost_usd) > 0 && ` ${t('origin.still_paid', { price: usd(cost_usd) })}`}</Text>
        <Fallbacks fallbacks={refused} />
      </div>
    );
  }

  return (
    <Text size="sm" c="dimmed">
      {painter === offline ? t('origin.drawn_offline') : t('origin.painted', { painter: serviceName(t, painter), model, price: usd(cost_usd) })}
    </Text>
  );
}
