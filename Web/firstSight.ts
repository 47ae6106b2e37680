import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const most = 200_000;
const firstPage = 'GeneratePage';

/** Fails the build when the first page, with the language that needs more, takes more than 200 kB of compressed script. */
export const firstSight = (): Plugin => ({
  name: 'first-sight',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const named = (name: string) => chunks.filter((chunk) => chunk.isDynamicEntry && chunk.name === name);
    const sum = (files: Iterable<string>) => [...files].reduce((bytes, file) => bytes + gzipSync((bundle[file] as Rolldown.OutputChunk).code).length, 0);
    const languages = ['ko', 'en'].map((language) => sum(named(language).filter((chunk) => chunk.facadeModuleId?.includes('/locales/')).map((chunk) => chunk.fileName)));
    const bytes = sum(withImports([...chunks.filter((chunk) => chunk.isEntry), ...named(firstPage)], bundle)) + Math.max(...languages);
    if (named(firstPage).length !== 1 || languages.includes(0)) {
      this.error(`The first page is no longer ${firstPage}, or a language is missing: what it takes is not known.`);
    }

    this.info(`The first page takes ${(bytes / 1000).toFixed(1)} kB of script.`);
    if (bytes > most) {
      this.error(`The first page takes ${(bytes / 1000).toFixed(1)} kB of script, more than ${most / 1000} kB: load what it does not show at once by import().`);
    }
  },
});

/** Files of these chunks and of all that they load before they run. */
function withImports(chunks: Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): Set<string> {
  const files = new Set<string>();
  const add = (file: string) => {
    const chunk = bundle[file];
    if (chunk?.type === 'chunk' && !files.has(file)) {
      files.add(file);
      chunk.imports.forEach(add);
    }
  };
  chunks.forEach((chunk) => add(chunk.fileName));
  return files;
}
