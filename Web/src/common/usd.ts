/** US dollars as the API writes them; sums are made in ten-thousandths, as floating point has no tenths. */
const toUnits = (amount: string) => Math.round(Number(amount) * 10_000);

export function addUsd(...amounts: string[]): string {
  const units = amounts.reduce((sum, amount) => sum + toUnits(amount), 0);
  return (units / 10_000).toFixed(4).replace(/0{1,2}$/, '');
}

export const isMore = (amount: string, than: string) => toUnits(amount) > toUnits(than);
