import type { AspectRatio, Provider, Quote, Resolution } from '../api/schema';
import { priceToday, roughPrice } from './prices';

export interface EstimateLine { choice: string; role: 'first' | 'stand_in' | 'writing'; usd: number | null }
/** US dollars, about; null where a price is not known beforehand. */
export interface Estimate { lines: EstimateLine[]; usd: number | null; worstUsd: number | null }
interface Wanted { providers: string[]; aspect_ratio: AspectRatio; resolution: Resolution; duration_seconds: number }

/** What rendering comes to at today's list prices: by the first provider that can do it, and at worst by the dearest that may step in. */
export function estimate(providers: Provider[], wanted: Wanted): Estimate {
  const models = providers.flatMap((provider) => provider.models);
  const able = wanted.providers
    .map((choice) => models.find((model) => model.choice === choice))
    .filter((model) => model !== undefined && model.aspect_ratios.includes(wanted.aspect_ratio)) as Provider['models'];
  const lines = able.map((model, i): EstimateLine => {
    const price = priceToday(model, wanted.resolution);
    return { choice: model.choice, role: i === 0 ? 'first' : 'stand_in', usd: (price && roughPrice(price, wanted.duration_seconds)) ?? null };
  });
  const prices = lines.map((line) => line.usd);
  return { lines, usd: prices[0] ?? null, worstUsd: prices.length === 0 || prices.includes(null) ? null : Math.max(...(prices as number[])) };
}

/** The same from the server's own quote, which knows the brand's finished scenes and how a reference divides the video. */
export function estimateOf(quote: Quote): Estimate {
  const sums = new Map<string, EstimateLine>();
  for (const { kind = 'scene', provider, cost_usd } of quote.lines) {
    const role = kind === 'scene' ? 'first' : 'writing';
    const line = sums.get(role + provider) ?? { choice: provider, role, usd: 0 };
    sums.set(role + provider, { ...line, usd: line.usd! + Number(cost_usd) });
  }

  const usd = Number(quote.total_usd);
  return { lines: [...sums.values()], usd, worstUsd: quote.worst_case_usd === null ? usd : Number(quote.worst_case_usd) };
}
