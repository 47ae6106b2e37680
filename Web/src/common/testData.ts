import type { Video } from '../api/schema';

/** A video whose script waits for its review; one scene of ten seconds. */
export function videoInScriptReview(changes: Partial<Video> = {}): Video {
  const at = '2026-01-05T09:00:00Z';
  return {
    id: '11111111-1111-4111-8111-111111111111', status: 'script_ready', run: 1, brand_id: 'b', product_id: 'p', reference_id: null,
    options: {
      language: 'en', aspect_ratio: '16:9', duration_seconds: 10, resolution: '720p', review: ['script', 'storyboard'], providers: ['local'],
      captions: true, review_hours: 168, writers: null, painters: null, style: null, stills: true, partial_delivery: false,
    },
    progress: { percent: 4, message: '', scene: null, scene_count: null, waiting_for: 'script_review', since: at },
    script: { revision: 1, digest: 'd1', author: 'writer', created_at: at, approved: false, provenance: null, content: {
      title: 'Clear air', scenes: [{ number: 1, role: 'hook', duration_seconds: 10, narration: 'Breathe in.', on_screen_text: '' }] } },
    storyboard: null, quote: null, scenes: [], failure: null, result: null, review: null, checks: [], animatic: null, origin_id: null, cost_usd: '0.00', spent: [], max_cost_usd: '0.00',
    created_at: at, changed_at: at, completed_at: null, ...changes,
  };
}
