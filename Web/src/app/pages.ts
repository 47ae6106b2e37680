import type { QueryClient } from '@tanstack/react-query';
import { filtersOf } from '../history/filters';
import { catalogQueries, videoQuery, videosQuery } from '../api/queries';

/** Each page is a file of its own, loaded when it is gone to. */
export const pages = {
  generate: () => import('../generate/GeneratePage'),
  video: () => import('../video/VideoPage'),
  history: () => import('../history/HistoryPage'),
  brands: () => import('../brands/BrandsPage'),
  references: () => import('../references/ReferencesPage'),
  settings: () => import('../settings/SettingsPage'),
  usage: () => import('../usage/UsagePage'),
};

/** Asks for the page of an address and for what it shows at the same time, not one after the other. */
export function begin(path: string, search: string, client: QueryClient) {
  const [, room, id] = path.split('/');
  if (room === 'brands' || room === 'references' || room === 'settings' || room === 'usage') {
    void pages[room]();
  } else if (room === 'videos') {
    void pages.history();
    void client.prefetchInfiniteQuery(videosQuery(filtersOf(new URLSearchParams(search))));
  } else if (id) {
    void pages.video();
    void client.prefetchQuery(videoQuery(id));
  } else {
    void pages.generate();
    catalogQueries.forEach((query) => void client.prefetchQuery<unknown>(query as object as { queryKey: string[] }));
  }
}
