import type { CameraMovement, ReferenceInput, SegmentRole, ShotSize, Transition } from '../api/schema';

/** What may be chosen, in the order in which it is offered. */
export const roles: SegmentRole[] = ['hook', 'problem', 'solution', 'benefit', 'proof', 'offer', 'call_to_action'];
export const hookStyles: ReferenceInput['hook_style'][] = ['question', 'statistic', 'bold_claim', 'problem', 'story'];
export const movements: CameraMovement[] = ['static', 'push_in', 'pull_out', 'pan_left', 'pan_right', 'tilt_up', 'tilt_down'];
export const shots: ShotSize[] = ['extreme_close_up', 'close_up', 'medium', 'full', 'wide'];
export const transitions: Transition[] = ['cut', 'dissolve', 'fade_through_black', 'wipe', 'slide'];
