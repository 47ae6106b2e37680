import { expect, test } from 'vitest';
import { columnsOf, rowWindow } from './rowWindow';

test('rowWindow_InTheMiddleOfALongList_DrawsAFewAndKeepsTheHeight', () => {
  const { first, end, above, below } = rowWindow(25_000, 300, -300_000, 900);
  expect([first, end]).toEqual([997, 1_006]);
  expect(above + below + (end - first) * 300).toBe(25_000 * 300);
});

test('rowWindow_AtTheTopAndWithNothing_StaysInside', () => {
  expect(rowWindow(2, 300, 200, 900)).toEqual({ first: 0, end: 2, above: 0, below: 0 });
  expect(rowWindow(0, 300, 0, 900)).toMatchObject({ above: 0, below: 0 });
});

test('rowWindow_ListBecameShorter_ShowsItsEnd', () => {
  expect(rowWindow(5, 300, -9_000, 900)).toMatchObject({ first: 4, end: 5 });
});

test('columnsOf_APhoneAndADesktop_FillTheWidth', () => {
  expect(columnsOf(328, 240, 16)).toEqual({ count: 1, width: 328 });
  expect(columnsOf(1128, 240, 16)).toEqual({ count: 4, width: 270 });
});
