/** What scripts and storyboards have in common for a merge: values of their own, and scenes. */
export interface Mergeable { title?: string; scenes: { number: number }[] }

/** One value that both sides have changed, differently; scene is null for what belongs to the whole. */
export interface Clash { scene: number | null; field: string; mine: unknown; theirs: unknown }

/** Clashes are null when the scenes themselves do not correspond any more, so that one side has to be taken as a whole. */
export interface Merge<T> { content: T; clashes: Clash[] | null }

type Values = Record<string, unknown>;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const inOrder = (content: Mergeable) => content.scenes.every((scene, i) => scene.number === i + 1);

/**
 * Brings two edits of the same revision together, value by value: what only one side changed is taken from it.
 * Where both did, mine stands in the content and the clash is named.
 */
export function merge<T extends Mergeable>(origin: T, mine: T, theirs: T): Merge<T> {
  if (same(mine, origin)) {
    return { content: theirs, clashes: [] };
  }

  if (same(theirs.scenes.length, origin.scenes.length) && same(mine.scenes.length, origin.scenes.length) && inOrder(mine)) {
    const clashes: Clash[] = [];
    const whole = mergeValues(without(origin), without(mine), without(theirs), null, clashes);
    const scenes = mine.scenes.map((scene, i) =>
      mergeValues(origin.scenes[i] as unknown as Values, scene as unknown as Values, theirs.scenes[i] as unknown as Values, i + 1, clashes));
    return { content: { ...whole, scenes } as unknown as T, clashes };
  }

  return { content: mine, clashes: same(theirs, origin) ? [] : null };
}

const without = ({ scenes: _, ...rest }: Mergeable): Values => rest;

function mergeValues(origin: Values, mine: Values, theirs: Values, scene: number | null, clashes: Clash[]): Values {
  const merged: Values = {};
  for (const field of Object.keys(mine)) {
    const changedByThem = !same(theirs[field], origin[field]);
    merged[field] = same(mine[field], origin[field]) ? theirs[field] : mine[field];
    if (changedByThem && !same(merged[field], theirs[field])) {
      clashes.push({ scene, field, mine: mine[field], theirs: theirs[field] });
    }
  }

  return merged;
}

/** The content with one value set. */
export function withValue<T extends Mergeable>(content: T, { scene, field }: Pick<Clash, 'scene' | 'field'>, value: unknown): T {
  return scene === null
    ? { ...content, [field]: value }
    : { ...content, scenes: content.scenes.map((each, i) => (i === scene - 1 ? { ...each, [field]: value } : each)) };
}
