import type { Video } from './schema';

/** Below the hour for which the API's links to stills last. */
const keepMs = 45 * 60_000;
const kept = new Map<string, { url: string; until: number }>();

/** Every answer signs its links anew; the first one for a picture is used on, or each look would load all pictures again. */
export function steadyLinks(video: Video, now = Date.now()): Video {
  return { ...video, scenes: video.scenes.map((scene) => ({ ...scene, still_url: steady(scene.still_url, now) })) };
}

function steady(url: string, now: number): string {
  const picture = url.split('?')[0]!;
  const known = kept.get(picture);
  if (known && known.until > now) {
    return known.url;
  }

  kept.set(picture, { url, until: now + keepMs });
  return url;
}
