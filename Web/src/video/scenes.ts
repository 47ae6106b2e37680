/** Drafts keep each scene's number of the saved revision, by which its picture is found; saving numbers them anew. */

export const moved = <T>(scenes: T[], from: number, to: number): T[] => {
  const rest = scenes.toSpliced(from, 1);
  return rest.toSpliced(to, 0, scenes[from]!);
};

export const numbered = <T extends { number: number }>(scenes: T[]): T[] => scenes.map((scene, i) => ({ ...scene, number: i + 1 }));

/** In tenths of a second, as floating point has no tenths. */
export const totalSeconds = (scenes: { duration_seconds: number }[]) =>
  scenes.reduce((tenths, scene) => tenths + Math.round(scene.duration_seconds * 10), 0) / 10;

/** What the server would refuse: lengths that do not make up the video's. */
export const fitsVideo = (scenes: { duration_seconds: number }[], videoSeconds: number) => totalSeconds(scenes) === videoSeconds;

/**
 * A draft's scenes by their numbers in what was saved meanwhile. One that is not in it any more gets a number of its own below 1, so that it has
 * no picture until it is saved again.
 */
export const renumbered = <T extends { scenes: { number: number }[] }>(content: T, saved: T): T => ({
  ...content,
  scenes: content.scenes.map((scene) => ({ ...scene, number: saved.scenes.findIndex((other) => other.number === scene.number) + 1 || -Math.abs(scene.number) })),
});
