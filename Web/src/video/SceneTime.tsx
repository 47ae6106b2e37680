import { useTranslation } from 'react-i18next';
import type { Language } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { readingSeconds } from './readingTime';
import { totalSeconds } from './scenes';

/** Whether a narration can be said within its scene. */
export function ReadingTime({ narration, seconds, language }: { narration: string; seconds: number; language: Language }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const reading = readingSeconds(narration, language);
  const over = reading > seconds + 0.05;
  return (
    <div>
      <div className="filled" data-over={over || undefined} aria-hidden><i style={{ width: `${Math.min(100, (reading / Math.max(seconds, 0.1)) * 100)}%` }} /></div>
      <Text size="xs" c={over ? 'var(--bad)' : 'dimmed'} className="num">
        {t(over ? 'edit.too_long' : 'edit.reading', { reading: formats.seconds(reading), scene: formats.seconds(seconds), over: formats.seconds(reading - seconds) })}
      </Text>
    </div>
  );
}

/** The scenes' lengths have to make up the video's. */
export function TotalTime({ scenes, videoSeconds }: { scenes: { duration_seconds: number }[]; videoSeconds: number }) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const total = totalSeconds(scenes);
  const difference = Math.round((total - videoSeconds) * 10) / 10;
  return (
    <Text size="sm" className="num" c={difference === 0 ? 'dimmed' : 'var(--bad)'} role="status">
      {t(difference === 0 ? 'edit.total' : difference > 0 ? 'edit.total_over' : 'edit.total_under',
        { total: seconds(total), wanted: seconds(videoSeconds), difference: seconds(Math.abs(difference)) })}
    </Text>
  );
}
