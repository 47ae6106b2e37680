import type { ModelPrice, ProviderModel, Resolution } from '../api/schema';

/** The list price that holds today for this resolution; clips of the shortest length come first. */
export function priceToday(model: ProviderModel, resolution: Resolution, today = new Date().toISOString().slice(0, 10)): ModelPrice | undefined {
  return model.prices
    .filter((price) => price.resolution === null || price.resolution === nearest(model, resolution))
    .filter((price) => (price.from ?? today) <= today && today <= (price.until ?? today))
    .sort((a, b) => (a.clip_seconds ?? 0) - (b.clip_seconds ?? 0))[0];
}

/** What a whole video costs at about this price, US dollars; undefined where the number of clips is not known beforehand. */
export function roughPrice(price: ModelPrice, seconds: number): number | undefined {
  if (price.unit === 'second') {
    return seconds * Number(price.usd);
  }

  return price.clip_seconds ? Math.ceil(seconds / price.clip_seconds) * Number(price.usd) : undefined;
}

/** A clip is ordered in what is wanted, or in the largest that there is. */
const nearest = (model: ProviderModel, wanted: Resolution) => (model.resolutions.includes(wanted) ? wanted : model.resolutions[0]);
