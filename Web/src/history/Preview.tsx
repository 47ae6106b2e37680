import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const restMs = 300;

/** A look into a film while the pointer rests on it, or its link has the focus; not for those who want no motion or pay for their data. */
export function usePreview(url: string | null) {
  const still = useReducedMotion();
  const [shown, setShown] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;
  const leave = () => {
    clearTimeout(timer.current);
    setShown(null);
  };
  const enter = () => {
    clearTimeout(timer.current);
    if (url && !still && !saves) {
      timer.current = setTimeout(() => setShown(url), restMs);
    }
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { shown, events: { onPointerEnter: enter, onPointerLeave: leave, onFocus: enter, onBlur: leave } };
}

export function Preview({ url }: { url: string }) {
  const [plays, setPlays] = useState(false);
  return (
    <video className="tile-preview" data-plays={plays || undefined} src={url} muted autoPlay loop playsInline aria-hidden tabIndex={-1} onPlaying={() => setPlays(true)} />
  );
}
