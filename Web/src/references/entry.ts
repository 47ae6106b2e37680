import type { FieldError, Reference, ReferenceInput, Segment } from '../api/schema';
import { linesOf, textOf, written } from '../brands/lines';

type Lengths = 'duration_seconds' | 'average_shot_seconds';
/** A part of the video while it is entered; an empty number field is ''. The key tells rows apart when one is removed. */
export type EntryPart = Omit<Segment, 'start_seconds' | 'end_seconds'> & { key: number; start_seconds: number | ''; end_seconds: number | '' };
export type Entry = Omit<ReferenceInput, Lengths | 'segments' | 'visual_style'>
  & Record<Lengths, number | ''> & { lighting: string; mood: string; keywords: string; segments: EntryPart[] };
export type EntryFault = 'title' | 'duration' | 'average' | 'starts_early' | 'ends_early' | 'ends_late';

const blank: Segment = { role: 'hook', start_seconds: 0, end_seconds: 3, summary: '', shot_size: 'medium', movement: 'static', transition: 'cut' };
/** Seconds are often sums of tenths, which floating point lacks. */
const tolerance = 0.001;

export const newEntry = (): Entry => ({
  title: '', duration_seconds: 30, hook_style: 'question', average_shot_seconds: 3, lighting: '', mood: '', keywords: '', segments: [{ ...blank, key: 0 }],
});

export const entryOf = (reference: Reference): Entry => ({
  title: reference.title, duration_seconds: reference.duration_seconds ?? '', hook_style: reference.hook_style ?? 'question',
  average_shot_seconds: reference.average_shot_seconds ?? '', lighting: reference.visual_style.lighting, mood: reference.visual_style.mood,
  keywords: textOf(reference.visual_style.keywords), segments: reference.segments.map((segment, key) => ({ ...segment, key })),
});

/** The next part begins where the last one ends, and takes what is left of the video. */
export function withPart(entry: Entry): Entry {
  const last = entry.segments.at(-1);
  const part = { ...blank, role: last ? ('benefit' as const) : blank.role, start_seconds: last?.end_seconds ?? 0, end_seconds: entry.duration_seconds };
  return { ...entry, segments: [...entry.segments, { ...part, key: Math.max(-1, ...entry.segments.map(({ key }) => key)) + 1 }] };
}

export const toReference = (entry: Entry): ReferenceInput => ({
  title: entry.title.trim(), duration_seconds: Number(entry.duration_seconds), hook_style: entry.hook_style, average_shot_seconds: Number(entry.average_shot_seconds),
  visual_style: { lighting: entry.lighting.trim(), mood: entry.mood.trim(), keywords: written(linesOf(entry.keywords)) },
  segments: entry.segments.map(({ key: _, ...part }) => ({ ...part, start_seconds: Number(part.start_seconds), end_seconds: Number(part.end_seconds), summary: part.summary.trim() })),
});

/** What is wrong, by the field's name in the API. */
export function checkEntry(entry: Entry): Record<string, EntryFault> {
  const { duration_seconds: duration, average_shot_seconds: average, segments } = entry;
  const faults: Record<string, EntryFault> = {};
  if (entry.title.trim() === '') {
    faults.title = 'title';
  }

  if (duration === '' || !(duration >= 1 && duration <= 3600)) {
    faults.duration_seconds = 'duration';
  }

  if (average === '' || !(average >= 0.1 && average <= 600)) {
    faults.average_shot_seconds = 'average';
  }

  segments.forEach(({ start_seconds: start, end_seconds: end }, i) => {
    if (start === '' || start < Number(segments[i - 1]?.end_seconds ?? 0) - tolerance) {
      faults[`segments[${i}].start_seconds`] = 'starts_early';
    }

    if (end === '' || end <= Number(start)) {
      faults[`segments[${i}].end_seconds`] = 'ends_early';
    } else if (duration !== '' && end > duration + tolerance) {
      faults[`segments[${i}].end_seconds`] = 'ends_late';
    }
  });
  return faults;
}

/** The server's word on a field; what is wrong within "visual_style.keywords[2]" is wrong with the keywords. */
export const saidOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field || error.field.startsWith(`${field}[`))?.message;
