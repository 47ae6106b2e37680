import type { VideoFilters } from '../api/api';

/** Which videos are looked for; each is named in the page's address as the API names it. */
export const filterNames = ['status', 'brand_id', 'product_id', 'provider', 'created_from', 'created_to', 'q', 'sort'] as const;

/** The states that people tell apart; each stands for those of the API that it is made of. */
export const states = {
  under_way: 'pending,script_generating,storyboard_creating,video_rendering,post_processing',
  in_review: 'script_ready,storyboard_ready',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

export const sorts = ['-created_at', 'created_at', '-cost_usd', 'title'] as const;

export function filtersOf(address: URLSearchParams): VideoFilters {
  const filters: VideoFilters = {};
  for (const name of filterNames) {
    const value = address.get(name);
    if (value) {
      filters[name] = value;
    }
  }

  return filters;
}

/** The address with one filter set, or taken away by ''; a product belongs to its brand and goes with it. */
export function withFilter(address: URLSearchParams, name: keyof VideoFilters, value: string): URLSearchParams {
  const next = new URLSearchParams(address);
  if (value) {
    next.set(name, value);
  } else {
    next.delete(name);
  }

  if (name === 'brand_id') {
    next.delete('product_id');
  }

  return next;
}

/** Sorting alone hides nothing. */
export const narrows = ({ sort: _, ...rest }: VideoFilters) => Object.keys(rest).length > 0;
