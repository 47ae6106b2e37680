/** Cuts in each of so many equal stretches of a video, smoothed over the neighbours, so that one sees where it hurries. */
export function paceOf(shots: { start_seconds: number; end_seconds: number }[], stretches: number): number[] {
  const end = shots.at(-1)?.end_seconds ?? 0;
  const cuts = Array.from({ length: stretches }, () => 0);
  for (const { start_seconds: at } of shots.slice(1)) {
    cuts[Math.min(stretches - 1, Math.floor((at / end) * stretches))]! += 1;
  }

  return cuts.map((_, i) => ((cuts[i - 1] ?? 0) + 2 * cuts[i]! + (cuts[i + 1] ?? 0)) / 4);
}
