import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, paths, type VideoFilters } from './api';
import { arrived } from './client';
import { listDelay } from './polling';
import type { Brand, Page, Product, Provider, Reference, Service, Video, VideoSummary } from './schema';
import { steadyLinks } from './steadyLinks';

const catalogStaysMs = 30_000;
/** What has come with a page is not asked for again by it. */
const justNowMs = 1_000;
const measuringMs = 2_000;
/** Who has gone far down the list looks at what is old; asking for all pages again and again would be for nothing. */
const mostPagesLookedAt = 4;

const brandsQuery = queryOptions({ queryKey: ['brands'], queryFn: api.listBrands, initialData: () => arrived<Page<Brand>>(paths.brands), staleTime: catalogStaysMs, select: (page) => page.items });
const productsQuery = queryOptions({ queryKey: ['products'], queryFn: api.listProducts, initialData: () => arrived<Page<Product>>(paths.products), staleTime: catalogStaysMs, select: (page) => page.items });
const referencesQuery = queryOptions({ queryKey: ['references'], queryFn: api.listReferences, initialData: () => arrived<Page<Reference>>(paths.references), staleTime: catalogStaysMs, select: (page) => page.items });
const providersQuery = queryOptions({ queryKey: ['providers'], queryFn: api.listProviders, initialData: () => arrived<{ items: Service[] }>(paths.providers), staleTime: catalogStaysMs, select: (page) => page.items });

export const useBrands = () => useQuery(brandsQuery);
export const useProducts = () => useQuery(productsQuery);
/** Those that are being measured are looked at until they are. */
export const useReferences = () => useQuery({
  ...referencesQuery, refetchInterval: ({ state }) => (state.data?.items.some((reference) => reference.status === 'measuring') ? measuringMs : false),
});
/** Who films, writes and draws. */
export const useServices = () => useQuery(providersQuery);
/** Who films. */
export const useProviders = () => useQuery({ ...providersQuery, select: ({ items }) => items.filter((service): service is Provider => service.kind === 'video') });

export const videoQuery = (id: string) => queryOptions({
  queryKey: ['video', id], queryFn: () => api.getVideo(id), staleTime: justNowMs,
  initialData: () => {
    const video = arrived<Video>(paths.video(id));
    return video && steadyLinks(video);
  },
});

const videosQuery = (filters: VideoFilters) => infiniteQueryOptions({
  queryKey: ['videos', filters],
  queryFn: ({ pageParam }) => api.listVideos(filters, pageParam),
  initialData: () => {
    const page = arrived<Page<VideoSummary>>(paths.videos(filters, null));
    return page && { pages: [page], pageParams: [null] };
  },
  staleTime: justNowMs,
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

/** What was there stays to be seen while other filters are looked up. */
export const useVideos = (filters: VideoFilters) => useInfiniteQuery({
  ...videosQuery(filters),
  placeholderData: keepPreviousData,
  refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= mostPagesLookedAt ? listDelay(state.data?.pages.flatMap((page) => page.items) ?? []) : false),
});

/** Something that people do with a video; its answer is the video as it is then. */
export function useVideoAction<T>(act: (input: T) => Promise<Video>) {
  const client = useQueryClient();
  return useMutation<Video, Error, T>({
    mutationFn: act,
    onSuccess: (video) => {
      client.setQueryData(['video', video.id], video);
      void client.invalidateQueries({ queryKey: ['revisions', video.id] });
      void client.invalidateQueries({ queryKey: ['videos'] });
    },
    // What it was refused for is what has moved meanwhile.
    onError: () => void client.invalidateQueries({ queryKey: ['video'] }),
  });
}
