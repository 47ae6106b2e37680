import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const most = 200_000;
/** What begin.ts asks for, whatever the page, and the page that most begin with. */
const always = 'main', firstPage = 'GeneratePage';

/**
 * Names the scripts that every page needs in index.html, so that they are asked for together with the first one. Fails the build when the first
 * page, with the language that needs more, takes more than 200 kB of compressed script.
 */
export const firstSight = (): Plugin => ({
  name: 'first-sight',
  transformIndexHtml: (html, { bundle }) => bundle && [...withImports(named(bundle, always), bundle)]
    .filter((file) => !html.includes(file))
    .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' as const })),
  generateBundle(_, bundle) {
    const sum = (files: Iterable<string>) => [...files].reduce((bytes, file) => bytes + gzipSync((bundle[file] as Rolldown.OutputChunk).code).length, 0);
    const languages = ['ko', 'en'].map((language) => sum(named(bundle, language).filter((chunk) => chunk.facadeModuleId?.includes('/locales/')).map((chunk) => chunk.fileName)));
    const first = [always, firstPage].map((name) => named(bundle, name));
    if (first.some((chunks) => chunks.length !== 1) || languages.includes(0)) {
      this.error(`The first page is no longer made of ${always} and ${firstPage}, or a language is missing: what it takes is not known.`);
    }

    const bytes = sum(withImports(first.flat(), bundle)) + Math.max(...languages);
    this.info(`The first page takes ${(bytes / 1000).toFixed(1)} kB of script.`);
    if (bytes > most) {
      this.error(`The first page takes ${(bytes / 1000).toFixed(1)} kB of script, more than ${most / 1000} kB: load what it does not show at once by import().`);
    }
  },
});

const named = (bundle: Rolldown.OutputBundle, name: string) =>
  Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk' && file.isDynamicEntry && file.name === name);

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
