import type { FieldError, GenerationOptions, Language, Product, VideoInput } from '../api/schema';

export const shortestSeconds = 10;
export const longestSeconds = 120;
const largestBudget = 100_000;

/** What has been filled in so far; an empty number field is ''. */
export interface Draft {
  brandId: string | null;
  productId: string | null;
  referenceId: string | null;
  options: Omit<GenerationOptions, 'duration_seconds'> & { duration_seconds: number | '' };
  maxCostUsd: number | '';
}

export type DraftField = 'brand_id' | 'product_id' | 'reference_id' | 'options.duration_seconds' | 'options.providers' | 'options.writers' | 'options.painters' | 'max_cost_usd';
export type DraftFault = 'brand' | 'product' | 'product_of_other_brand' | 'duration' | 'providers' | 'writers' | 'budget';

export const newDraft = (language: Language): Draft => ({
  brandId: null, productId: null, referenceId: null, maxCostUsd: 0,
  options: {
    language, aspect_ratio: '16:9', duration_seconds: 30, resolution: '1080p', review: ['storyboard'], providers: ['local'],
    captions: true, review_hours: 168, writers: null, painters: null, style: null, stills: true, partial_delivery: false,
  },
});

/** All that is wrong, by the field's name in the API. */
export function checkDraft(draft: Draft, products: Product[]): Partial<Record<DraftField, DraftFault>> {
  const faults: Partial<Record<DraftField, DraftFault>> = {};
  const { duration_seconds: seconds, providers, writers } = draft.options;
  if (!draft.brandId) {
    faults.brand_id = 'brand';
  }

  const product = products.find((candidate) => candidate.id === draft.productId);
  if (!product) {
    faults.product_id = 'product';
  } else if (draft.brandId && product.brand_id !== draft.brandId) {
    faults.product_id = 'product_of_other_brand';
  }

  if (seconds === '' || !Number.isInteger(seconds) || seconds < shortestSeconds || seconds > longestSeconds) {
    faults['options.duration_seconds'] = 'duration';
  }

  if (providers.length === 0) {
    faults['options.providers'] = 'providers';
  }

  if (writers?.length === 0) {
    faults['options.writers'] = 'writers';
  }

  if (asksForBudget(draft) && (draft.maxCostUsd === '' || draft.maxCostUsd < 0 || draft.maxCostUsd > largestBudget)) {
    faults.max_cost_usd = 'budget';
  }

  return faults;
}

/** A storyboard review approves a price; without one the limit has to be said beforehand. */
export const asksForBudget = (draft: Draft) => !draft.options.review.includes('storyboard');

/** For a draft without faults. */
export function toInput(draft: Draft): VideoInput {
  return {
    brand_id: draft.brandId!, product_id: draft.productId!, reference_id: draft.referenceId,
    options: { ...draft.options, duration_seconds: Number(draft.options.duration_seconds) },
    ...(asksForBudget(draft) ? { max_cost_usd: Number(draft.maxCostUsd).toFixed(2) } : {}),
  };
}

/** The server's word on a field; "options.providers[1]" belongs to "options.providers". */
export const faultOf = (errors: FieldError[], field: DraftField) =>
  errors.find((error) => error.field === field || error.field.startsWith(`${field}[`))?.message;
