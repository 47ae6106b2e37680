import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Group } from '../common/layout';

interface Props { place: number; count: number; onMove: (to: number) => void; onRemove: () => void; sideways?: boolean }

/** Moves a scene without a mouse. */
export const MoveButtons = memo(function MoveButtons({ place, count, onMove, onRemove, sideways }: Props) {
  const { t } = useTranslation();
  const scene = place + 1;
  return (
    <Group gap={4} wrap="nowrap">
      <button type="button" className="small-button" disabled={place === 0} onClick={() => onMove(place - 1)} aria-label={t('edit.earlier', { scene })}>{sideways ? '←' : '↑'}</button>
      <button type="button" className="small-button" disabled={place === count - 1} onClick={() => onMove(place + 1)} aria-label={t('edit.later', { scene })}>{sideways ? '→' : '↓'}</button>
      <button type="button" className="small-button" disabled={count === 1} onClick={onRemove} aria-label={t('edit.remove', { scene })}>×</button>
    </Group>
  );
});
