import type { ComponentType } from 'react';
import { paths } from '../api/api';
import { getAhead } from '../api/client';
import { filtersOf } from '../history/filters';

const files = {
  generate: () => import('../generate/GeneratePage'),
  video: () => import('../video/VideoPage'),
  history: () => import('../history/HistoryPage'),
  brands: () => import('../brands/BrandsPage'),
  references: () => import('../references/ReferencesPage'),
  settings: () => import('../settings/SettingsPage'),
  usage: () => import('../usage/UsagePage'),
};
type File = { default: ComponentType };
const here = new Map<keyof typeof files, File>();

/** Each page is a file of its own, loaded when it is gone to. One that is here is given at once, so that it is drawn without a skeleton before it. */
export function load(name: keyof typeof files): Promise<File> {
  const file = here.get(name);
  return file
    ? { then: (use: (file: File) => void) => use(file) } as unknown as Promise<File>
    : files[name]().then((loaded) => (here.set(name, loaded), loaded));
}

export const pageOf = (path: string): keyof typeof files => {
  const [, room, id] = path.split('/');
  return room === 'brands' || room === 'references' || room === 'settings' || room === 'usage' ? room : room === 'videos' ? 'history' : id ? 'video' : 'generate';
};

/** Asks for what the page of an address shows, before there is anything that could show it. */
export function begin(path: string, search: string) {
  const page = pageOf(path);
  if (page === 'history') {
    getAhead(paths.videos(filtersOf(new URLSearchParams(search)), null), paths.brands, paths.products, paths.providers);
  } else if (page === 'video') {
    getAhead(paths.video(path.split('/')[2]!), paths.brands, paths.products);
  } else if (page === 'generate') {
    getAhead(paths.brands, paths.products, paths.references, paths.providers);
  }
}
