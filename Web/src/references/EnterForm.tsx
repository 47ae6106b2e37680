import { Button, Input, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { Problem } from '../api/client';
import type { Reference } from '../api/schema';
import { hookStyles } from '../common/choices';
import { Group, Stack, Title } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';
import { TextArea } from '../common/TextArea';
import { checkEntry, entryOf, newEntry, saidOf, toReference, withPart, type Entry, type EntryPart } from './entry';
import { PartFields } from './PartFields';

/** The analysis of a video that somebody has watched: what it is like, and part after part what happens in it. */
export function EnterForm({ reference, onDone }: { reference?: Reference; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [entry, setEntry] = useState<Entry>(() => (reference ? entryOf(reference) : newEntry()));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => (reference ? api.changeReference(reference.id, reference.version, toReference(entry)) : api.createReference(toReference(entry))),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['references'] });
      onDone();
    },
  });
  const faults = checkEntry(entry);
  const said = save.error instanceof Problem ? save.error.errors : [];
  const faultText = (field: string) => (tried && faults[field] ? t(`entry.fault.${faults[field]}`) : saidOf(said, field));
  const set = (part: Partial<Entry>) => setEntry({ ...entry, ...part });
  const setPart = (at: number, part: EntryPart) => set({ segments: entry.segments.with(at, part) });
  /** Where a hand goes on after a row has come or gone; the row is there a moment later. */
  const focusPart = (at: number) => requestAnimationFrame(() => form.current?.querySelectorAll<HTMLElement>('fieldset')[at]?.querySelector<HTMLElement>('select')?.focus());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    const [wrong] = Object.keys(faults);
    if (wrong === undefined) {
      save.mutate();
    } else {
      form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
    }
  };

  const line = (field: 'title' | 'lighting' | 'mood', name: string) => (
    <TextInput
      name={name} label={t(`entry.${field}`)} placeholder={t(`entry.${field}_example`)} withAsterisk={field === 'title'} maxLength={200} error={faultText(name)}
      value={entry[field]} onChange={(event) => set({ [field]: event.currentTarget.value })} data-autofocus={field === 'title' || undefined}
    />
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack>
        {line('title', 'title')}
        <SimpleGrid cols={{ base: 2, sm: 3 }}>
          <NumberField name="duration_seconds" label={t('generate.length')} unit={t('generate.seconds_unit')} min={1} max={3600} step={0.1} error={faultText('duration_seconds')} value={entry.duration_seconds} onChange={(value) => set({ duration_seconds: value })} />
          <NumberField name="average_shot_seconds" label={t('entry.average')} unit={t('generate.seconds_unit')} min={0.1} max={600} step={0.1} error={faultText('average_shot_seconds')} value={entry.average_shot_seconds} onChange={(value) => set({ average_shot_seconds: value })} />
          <NativeSelect label={t('entry.hook_style')} data={hookStyles.map((value) => ({ value, label: t(`hook.${value}`) }))} value={entry.hook_style} onChange={(event) => set({ hook_style: event.currentTarget.value as Entry['hook_style'] })} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {line('mood', 'visual_style.mood')}
          {line('lighting', 'visual_style.lighting')}
        </SimpleGrid>
        <TextArea name="visual_style.keywords" label={t('entry.keywords')} description={t('brand.one_a_line')} minRows={2} error={faultText('visual_style.keywords')} value={entry.keywords} onChange={(event) => set({ keywords: event.currentTarget.value })} />
        <Title order={3}>{t('entry.parts')}</Title>
        {entry.segments.map((part, i) => (
          <PartFields
            key={part.key} part={part} place={i} faultText={faultText} onChange={(next) => setPart(i, next)}
            onRemove={entry.segments.length > 1 ? () => (set({ segments: entry.segments.toSpliced(i, 1) }), focusPart(Math.max(0, i - 1))) : undefined}
          />
        ))}
        <Input.Error>{saidOf(said.filter(({ field }) => field === 'segments'), 'segments')}</Input.Error>
        <Group justify="space-between">
          <Button variant="default" size="xs" disabled={entry.segments.length >= 100} onClick={() => (setEntry(withPart(entry)), focusPart(entry.segments.length))}>{t('entry.add_part')}</Button>
          <Button type="submit" loading={save.isPending}>{t(reference ? 'edit.save' : 'entry.create')}</Button>
        </Group>
        <ProblemNotice error={save.error} />
      </Stack>
    </form>
  );
}
