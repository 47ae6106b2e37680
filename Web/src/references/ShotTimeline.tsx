import { useTranslation } from 'react-i18next';
import type { Measurement } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { paceOf } from './pace';

/** Shot after shot, each as wide as it is long, with its picture; below it how fast the shots follow each other. */
export function ShotTimeline({ shots }: { shots: Measurement['shots'] }) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const end = shots.at(-1)?.end_seconds ?? 0;
  const pace = paceOf(shots, 40);
  const most = Math.max(...pace, 1);
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>{t('reference.timeline')}</Text>
      <ol className="plain-list shots">
        {shots.map((shot, i) => {
          const length = shot.end_seconds - shot.start_seconds;
          const label = t('reference.shot', { number: i + 1, start: seconds(shot.start_seconds), length: seconds(length) });
          return (
            <li key={i} style={{ flexGrow: length, flexBasis: 0 }} title={label}>
              {shot.key_frame_url ? <img src={shot.key_frame_url} alt={label} loading="lazy" /> : <span className="blank" role="img" aria-label={label} />}
            </li>
          );
        })}
      </ol>
      <svg className="pace" viewBox={`0 0 ${pace.length} 10`} preserveAspectRatio="none" role="img" aria-label={t('reference.pace_label')}>
        <polyline points={`0,10 ${pace.map((cuts, i) => `${i + 0.5},${10 - (cuts / most) * 9}`).join(' ')} ${pace.length},10`} />
      </svg>
      <div className="axis num" aria-hidden><span>{seconds(0)}</span><span>{t('reference.pace_label')}</span><span>{seconds(end)}</span></div>
    </div>
  );
}
