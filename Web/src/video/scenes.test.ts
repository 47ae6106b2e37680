import { expect, test } from 'vitest';
import { fitsVideo, moved, numbered, totalSeconds } from './scenes';

const scenes = [{ number: 1, duration_seconds: 3.3 }, { number: 2, duration_seconds: 3.3 }, { number: 3, duration_seconds: 3.4 }];

test('moved_LastToFront_KeepsTheNumbersByWhichPicturesAreFound', () => {
  expect(moved(scenes, 2, 0).map((scene) => scene.number)).toEqual([3, 1, 2]);
  expect(numbered(moved(scenes, 2, 0)).map((scene) => scene.duration_seconds)).toEqual([3.4, 3.3, 3.3]);
});

test('fitsVideo_TenthsThatFloatingPointLacks_AddUp', () => {
  expect(totalSeconds(scenes)).toBe(10);
  expect(fitsVideo(scenes, 10)).toBe(true);
  expect(fitsVideo(scenes.slice(1), 10)).toBe(false);
});
