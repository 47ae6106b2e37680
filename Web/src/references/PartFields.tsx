import { ActionIcon, NativeSelect, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { movements, roles, shots, transitions } from '../common/choices';
import { Icon } from '../common/Icon';
import { Group, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { TextArea } from '../common/TextArea';
import type { EntryPart } from './entry';

interface Props { part: EntryPart; place: number; faultText: (field: string) => string | undefined; onChange: (part: EntryPart) => void; onRemove?: () => void }

/** One part of a reference as it is entered: from when to when, what happens, and how it is filmed. */
export function PartFields({ part, place, faultText, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const name = (field: string) => `segments[${place}].${field}`;
  const set = (change: Partial<EntryPart>) => onChange({ ...part, ...change });
  const seconds = (field: 'start_seconds' | 'end_seconds') => (
    <NumberField
      name={name(field)} label={t(`entry.${field}`)} unit={t('generate.seconds_unit')} min={0} step={0.1} error={faultText(name(field))}
      value={part[field]} onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <fieldset className="part-fields">
      <legend>{t('entry.part', { number: place + 1 })}</legend>
      <Stack gap="xs">
        <Group align="flex-start" wrap="nowrap">
          <SimpleGrid cols={{ base: 2, xs: 3 }} flex={1} spacing="sm" verticalSpacing="xs">
            <NativeSelect label={t('entry.role')} data={roles.map((value) => ({ value, label: t(`role.${value}`) }))} value={part.role} onChange={(event) => set({ role: event.currentTarget.value as EntryPart['role'] })} />
            {seconds('start_seconds')}
            {seconds('end_seconds')}
          </SimpleGrid>
          {onRemove && <ActionIcon variant="default" mt={25} size="lg" onClick={onRemove} aria-label={t('entry.remove_part', { number: place + 1 })} title={t('delete.button')}><Icon name="trash" /></ActionIcon>}
        </Group>
        <TextArea name={name('summary')} label={t('entry.summary')} placeholder={t('entry.summary_example')} minRows={1} maxLength={2000} error={faultText(name('summary'))} value={part.summary} onChange={(event) => set({ summary: event.currentTarget.value })} />
        <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm" verticalSpacing="xs">
          <NativeSelect label={t('storyboard.shot')} data={shots.map((value) => ({ value, label: t(`shot.${value}`) }))} value={part.shot_size} onChange={(event) => set({ shot_size: event.currentTarget.value as EntryPart['shot_size'] })} />
          <NativeSelect label={t('storyboard.movement')} data={movements.map((value) => ({ value, label: t(`camera.${value}`) }))} value={part.movement} onChange={(event) => set({ movement: event.currentTarget.value as EntryPart['movement'] })} />
          <NativeSelect label={t('storyboard.transition')} data={transitions.map((value) => ({ value, label: t(`transition.${value}`) }))} value={part.transition} onChange={(event) => set({ transition: event.currentTarget.value as EntryPart['transition'] })} />
        </SimpleGrid>
      </Stack>
    </fieldset>
  );
}
