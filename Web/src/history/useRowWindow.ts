import { useLayoutEffect, useRef, useState } from 'react';
import { columnsOf, rowWindow } from './rowWindow';

const leastWidth = 240;
export const gap = 16;
/** What stands below a tile's picture, which is 16 to 9. */
const textHeight = 124;

/** Keeps a grid of any length to the tiles that can be seen; all tiles are of one height. */
export function useRowWindow(count: number) {
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ width: 1128, top: 0, view: 900 });
  useLayoutEffect(() => {
    const look = () => {
      const { width, top } = grid.current!.getBoundingClientRect();
      setPlace((now) => (Math.abs(now.top - top) < 100 && now.width === width && now.view === innerHeight ? now : { width, top, view: innerHeight }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(grid.current!);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', look);
    };
  }, []);
  const columns = columnsOf(place.width, leastWidth, gap);
  const tileHeight = Math.ceil((columns.width * 9) / 16) + textHeight;
  const rows = rowWindow(Math.ceil(count / columns.count), tileHeight + gap, place.top, place.view);
  return { grid, rows, columns: columns.count, tileHeight };
}
