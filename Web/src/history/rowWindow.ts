export interface RowWindow { first: number; end: number; above: number; below: number }

const beyond = 3;

/** Which rows of a long list are worth drawing, and how high what is left out above and below is. */
export function rowWindow(rows: number, rowHeight: number, top: number, viewHeight: number): RowWindow {
  const first = Math.min(Math.max(0, Math.floor(-top / rowHeight) - beyond), Math.max(0, rows - 1));
  const end = Math.min(rows, Math.max(first + 1, Math.ceil((viewHeight - top) / rowHeight) + beyond));
  return { first, end, above: first * rowHeight, below: (rows - end) * rowHeight };
}

/** As CSS lays the grid out: as many columns of a least width as fit. */
export function columnsOf(width: number, least: number, gap: number): { count: number; width: number } {
  const count = Math.max(1, Math.floor((width + gap) / (least + gap)));
  return { count, width: (width - gap * (count - 1)) / count };
}
