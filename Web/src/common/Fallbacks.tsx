import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Fallback, Provenance } from '../api/schema';
import { Text } from './layout';
import { sayOf } from './serviceName';

/** Who was passed over and why, in the reader's language; of a code that we have no words for, what the server says. */
const fallbackText = (t: TFunction, { service, code, message }: Fallback) => sayOf(t, service, t(`fallback.${code}`, { defaultValue: message }));

/** Of what was stored before there were codes, the server's text. */
export const fallbackTexts = (t: TFunction, { fallbacks, fallback_reason }: Pick<Provenance, 'fallbacks' | 'fallback_reason'>) =>
  fallbacks.length > 0 ? fallbacks.map((one) => fallbackText(t, one)) : [fallback_reason].filter((text) => text !== null);

/** The server's own words, which tell more, under the pointer. */
export function Fallbacks({ fallbacks, fallback_reason = null }: { fallbacks: Fallback[]; fallback_reason?: string | null }) {
  const { t } = useTranslation();
  const texts = fallbackTexts(t, { fallbacks, fallback_reason });
  return texts.length === 0 ? null : (
    <ul className="plain-list evidence">
      {texts.map((text, i) => <li key={i}><Text size="sm" title={fallbacks[i]?.message}>{text}</Text></li>)}
    </ul>
  );
}
