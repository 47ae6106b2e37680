import { expect, test } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { stepsOf } from './pipeline';

const states = (video: ReturnType<typeof videoInScriptReview>) => Object.fromEntries(stepsOf(video).map((step) => [step.name, step.state]));

test('stepsOf_WaitsForAScriptReview_ShowsWhereAndWhatComes', () => {
  expect(states(videoInScriptReview())).toEqual({
    script: 'done', script_review: 'wait', storyboard: 'todo', storyboard_review: 'todo', rendering: 'todo', assembling: 'todo', done: 'todo',
  });
});

test('stepsOf_NoReviewAskedFor_LeavesTheReviewsOut', () => {
  const video = videoInScriptReview();
  const steps = stepsOf({ ...video, options: { ...video.options, review: [] } });
  expect(steps.map((step) => step.name)).toEqual(['script', 'storyboard', 'rendering', 'assembling', 'done']);
});

test('stepsOf_FailedBeforeTheStoryboard_MarksThatStep', () => {
  const video = videoInScriptReview({ status: 'failed' });
  video.script!.approved = true;
  expect(states(video)).toMatchObject({ script_review: 'done', storyboard: 'bad', rendering: 'todo' });
});
