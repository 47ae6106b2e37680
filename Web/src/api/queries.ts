import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem } from './client';
import { listDelay, useVideoDelay } from './polling';
import type { Video } from './schema';

const catalogStaysMs = 30_000;
export const videosPerPage = 24;

const brandsQuery = queryOptions({ queryKey: ['brands'], queryFn: api.listBrands, staleTime: catalogStaysMs, select: (page) => page.items });
const productsQuery = queryOptions({ queryKey: ['products'], queryFn: api.listProducts, staleTime: catalogStaysMs, select: (page) => page.items });
const referencesQuery = queryOptions({ queryKey: ['references'], queryFn: api.listReferences, staleTime: catalogStaysMs, select: (page) => page.items });
const providersQuery = queryOptions({ queryKey: ['providers'], queryFn: api.listProviders, staleTime: catalogStaysMs, select: (page) => page.items });
export const catalogQueries = [brandsQuery, productsQuery, referencesQuery, providersQuery];

export const useBrands = () => useQuery(brandsQuery);
export const useProducts = () => useQuery(productsQuery);
export const useReferences = () => useQuery(referencesQuery);
export const useProviders = () => useQuery(providersQuery);

export const videoQuery = (id: string) => queryOptions({ queryKey: ['video', id], queryFn: () => api.getVideo(id) });

/** One video, looked at again while it moves; not while the tab is hidden. */
export function useVideo(id: string) {
  const delay = useVideoDelay();
  return useQuery({
    ...videoQuery(id),
    refetchInterval: (query) => delay(query.state.data, query.state.fetchFailureCount),
    retry: (failures, error) => !(error instanceof Problem && error.status === 404) && failures < 3,
  });
}

export const videosQuery = infiniteQueryOptions({
  queryKey: ['videos'],
  queryFn: ({ pageParam }) => api.listVideos(pageParam, videosPerPage),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export const useVideos = () =>
  useInfiniteQuery({ ...videosQuery, refetchInterval: (query) => listDelay(query.state.data?.pages.flatMap((page) => page.items) ?? []) });

/** Something that people do with a video; its answer is the video as it is then. */
export function useVideoAction<T>(act: (input: T) => Promise<Video>) {
  const client = useQueryClient();
  return useMutation<Video, Error, T>({
    mutationFn: act,
    onSuccess: (video) => {
      client.setQueryData(['video', video.id], video);
      void client.invalidateQueries({ queryKey: ['videos'] });
    },
    // What it was refused for is what has moved meanwhile.
    onError: () => void client.invalidateQueries({ queryKey: ['video'] }),
  });
}
