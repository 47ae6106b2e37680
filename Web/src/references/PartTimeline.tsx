import './references.css';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';

/** What each part of the video is for, as wide as it is long. */
export function PartTimeline({ parts, small }: { parts: Segment[]; small?: boolean }) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  return (
    <div>
      {!small && <Text size="sm" fw={600} mb={6}>{t('reference.parts')}</Text>}
      <ol className={small ? 'plain-list parts parts-small' : 'plain-list parts'} aria-label={t('reference.parts')}>
        {parts.map((part) => (
          <li key={part.start_seconds} style={{ flexGrow: part.end_seconds - part.start_seconds, flexBasis: 0 }} data-role={part.role} title={part.summary}>
            <strong>{t(`role.${part.role}`)}</strong>
            <span className="num">{seconds(part.end_seconds - part.start_seconds)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
