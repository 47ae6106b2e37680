import type { AspectRatio, Provider, Quote, Resolution } from '../api/schema';
import { priceToday, roughPrice } from './prices';

export interface EstimateLine { choice: string; role: 'writing' | 'painting' | 'first' | 'stand_in'; usd: number | null }
/** US dollars, about; null where a price is not known beforehand. Planning is spent before a storyboard is reviewed. */
export interface Estimate { lines: EstimateLine[]; usd: number | null; worstUsd: number | null; planningUsd: number }
interface Wanted { providers: string[]; aspect_ratio: AspectRatio; resolution: Resolution; duration_seconds: number }

const isPlanning = ({ role }: EstimateLine) => role === 'writing' || role === 'painting';
export const planningOf = ({ lines }: Estimate) => lines.filter(isPlanning);
const sum = (lines: EstimateLine[]) => lines.reduce((total, line) => total + (line.usd ?? 0), 0);

/** What rendering comes to at today's list prices: by the first provider that can do it, and at worst by the dearest that may step in; writing and pictures as last quoted. */
export function estimate(providers: Provider[], wanted: Wanted, planning: EstimateLine[] = []): Estimate {
  const models = providers.flatMap((provider) => provider.models);
  const able = wanted.providers
    .map((choice) => models.find((model) => model.choice === choice))
    .filter((model) => model !== undefined && model.aspect_ratios.includes(wanted.aspect_ratio)) as Provider['models'];
  const lines = able.map((model, i): EstimateLine => {
    const price = priceToday(model, wanted.resolution);
    return { choice: model.choice, role: i === 0 ? 'first' : 'stand_in', usd: (price && roughPrice(price, wanted.duration_seconds)) ?? null };
  });
  const prices = lines.map((line) => line.usd);
  const planningUsd = sum(planning);
  return {
    lines: [...planning, ...lines], planningUsd,
    usd: typeof prices[0] === 'number' ? prices[0] + planningUsd : null,
    worstUsd: prices.length === 0 || prices.includes(null) ? null : Math.max(...(prices as number[])) + planningUsd,
  };
}

/** The same from the server's own quote, which knows the brand's finished scenes and how a reference divides the video. */
export function estimateOf(quote: Quote): Estimate {
  const sums = new Map<string, EstimateLine>();
  for (const { kind = 'scene', provider, cost_usd } of quote.lines) {
    const role = kind === 'scene' ? 'first' : kind === 'still' ? 'painting' : 'writing';
    const line = sums.get(role + provider) ?? { choice: provider, role, usd: 0 };
    sums.set(role + provider, { ...line, usd: line.usd! + Number(cost_usd) });
  }

  const usd = Number(quote.total_usd);
  const lines = [...sums.values()];
  return { lines, planningUsd: sum(lines.filter(isPlanning)), usd, worstUsd: quote.worst_case_usd === null ? usd : Number(quote.worst_case_usd) };
}
