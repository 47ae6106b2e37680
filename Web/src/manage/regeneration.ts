import type { GenerationOptions, RegenerateInput } from '../api/schema';

type Keep = RegenerateInput['keep'];

/** What can be kept is what is there; a list does not tell, and the API then says so. */
export const keepable = (has = { script: true, storyboard: true }): Keep[] =>
  ['nothing', ...(has.script ? ['script' as const] : []), ...(has.storyboard ? ['storyboard' as const] : [])];

/** Only what differs is sent; who keeps the words keeps their language and length. */
export function changesOf(before: GenerationOptions, now: GenerationOptions, keep: Keep): Partial<GenerationOptions> {
  const names = ['aspect_ratio', 'resolution', 'providers', ...(keep === 'nothing' ? ['language', 'duration_seconds'] : [])] as (keyof GenerationOptions)[];
  return Object.fromEntries(names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name])).map((name) => [name, now[name]]));
}
