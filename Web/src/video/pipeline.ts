import type { Video, WaitingFor } from '../api/schema';

export type StepName = 'script' | 'script_review' | 'storyboard' | 'storyboard_review' | 'rendering' | 'assembling' | 'done';
export interface Step { name: StepName; state: 'done' | 'now' | 'wait' | 'todo' | 'bad' }

/** What a person is waited for; everything else goes on by itself. */
export const asksPerson = (waits: WaitingFor | null) => waits === 'script_review' || waits === 'storyboard_review' || waits === 'scene_resolution';

/** The way of a video, with the reviews that were asked for, and how far it is. */
export function stepsOf(video: Video): Step[] {
  const asked = video.options.review;
  const names: StepName[] = [
    'script', ...(asked.includes('script') ? ['script_review' as const] : []),
    'storyboard', ...(asked.includes('storyboard') ? ['storyboard_review' as const] : []),
    'rendering', 'assembling', 'done',
  ];
  const at = names.indexOf(placeOf(video));
  return names.map((name, i) => ({ name, state: i < at ? 'done' : i > at ? 'todo' : stateOf(video) }));
}

function stateOf(video: Video): Step['state'] {
  if (video.status === 'failed' || video.status === 'cancelled') {
    return 'bad';
  }

  return video.status === 'completed' ? 'done' : asksPerson(video.progress.waiting_for) ? 'wait' : 'now';
}

function placeOf(video: Video): StepName {
  switch (video.status) {
    case 'pending':
    case 'script_generating': return 'script';
    case 'script_ready': return video.progress.waiting_for === 'script_review' ? 'script_review' : 'storyboard';
    case 'storyboard_creating': return 'storyboard';
    case 'storyboard_ready': return video.progress.waiting_for === 'storyboard_review' ? 'storyboard_review' : 'rendering';
    case 'video_rendering': return 'rendering';
    case 'post_processing': return 'assembling';
    case 'completed': return 'done';
    default: return lastPlaceOf(video);
  }
}

/** Where a video stood when it ended early: at the first thing that is not there. */
function lastPlaceOf(video: Video): StepName {
  const waits = (point: 'script' | 'storyboard') => video.options.review.includes(point) && !video[point]?.approved;
  if (!video.script) {
    return 'script';
  }

  if (!video.storyboard) {
    return waits('script') ? 'script_review' : 'storyboard';
  }

  if (waits('storyboard')) {
    return 'storyboard_review';
  }

  return video.scenes.every((scene) => scene.state === 'finished') ? 'assembling' : 'rendering';
}
