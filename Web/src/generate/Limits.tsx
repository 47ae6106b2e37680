import { useTranslation } from 'react-i18next';
import type { Availability } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { failureText } from '../common/ProblemNotice';

interface Props { service: { availability: Availability }; model: { availability: Availability; sunset: string | null; warning: string | null } }

/** Why this choice will not, or not yet, do what it is asked for. */
export function Limits({ service, model }: Props) {
  const { t } = useTranslation();
  const { when, day } = useFormats();
  const closed = [service.availability, model.availability].find((availability) => !availability.available);
  return (
    <>
      {closed && (
        <Text size="sm" c="var(--bad)">
          {t('generate.out_of_order', { reason: failureText(t, { code: closed.reason, message: closed.message }).replace(/\.$/, '') })}
          {closed.until && ` ${t('generate.tried_again', { when: when(closed.until) })}`}
        </Text>
      )}
      {model.warning && <Text size="sm" c="var(--warn)">{model.sunset ? t('generate.sunset', { day: day(model.sunset) }) : model.warning}</Text>}
    </>
  );
}
