import { paths } from '../api/api';
import { getAhead } from '../api/client';
import { filtersOf } from '../history/filters';

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

/** Asks for the page of an address and for what it shows, before there is anything that could show it. */
export function begin(path: string, search: string) {
  const [, room, id] = path.split('/');
  if (room === 'brands' || room === 'references' || room === 'settings' || room === 'usage') {
    void pages[room]();
  } else if (room === 'videos') {
    void pages.history();
    getAhead(paths.videos(filtersOf(new URLSearchParams(search)), null), paths.brands, paths.products, paths.providers);
  } else if (id) {
    void pages.video();
    getAhead(paths.video(id), paths.brands, paths.products);
  } else {
    void pages.generate();
    getAhead(paths.brands, paths.products, paths.references, paths.providers);
  }
}
