import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/api';
import type { GenerationOptions, Provider } from '../api/schema';
import type { Draft } from './draft';
import { estimate, estimateOf, planningOf, type Estimate } from './estimate';

const restMs = 400;

/** What the video will cost: at once by the list prices, and a moment later by the server's quote. */
export function useEstimate(draft: Draft, providers: Provider[], sound: boolean): Estimate {
  const options = { ...draft.options, duration_seconds: Number(draft.options.duration_seconds) } as GenerationOptions;
  const wanted = JSON.stringify({
    options, reference_id: draft.referenceId, ...(draft.brandId && draft.productId ? { brand_id: draft.brandId, product_id: draft.productId } : {}),
  });
  const [asked] = useDebouncedValue(wanted, restMs);
  const quote = useQuery({
    queryKey: ['quote', asked], queryFn: () => api.quote(JSON.parse(asked) as Parameters<typeof api.quote>[0]), enabled: sound && asked === wanted, retry: false, staleTime: 60_000, placeholderData: keepPreviousData,
  });
  const last = useMemo(() => quote.data && estimateOf(quote.data), [quote.data]);
  const exact = asked === wanted && !quote.isPlaceholderData ? last : undefined;
  // The same for the same: it is not drawn anew with what costs nothing.
  return useMemo(() => exact ?? estimate(providers, options, last && planningOf(last)), [exact, last, providers, wanted]);
}
