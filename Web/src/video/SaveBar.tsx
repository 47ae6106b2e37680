import { Button } from '@mantine/core';
import { useCallbackRef } from '@mantine/hooks';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { ConflictNotice } from './ConflictNotice';
import type { Mergeable } from './merge';
import { isRevisionConflict, type DraftState } from './useDraft';
import type { Saving } from './useSaving';

interface Props<T> { draft: DraftState<T>; saving: Saving; savable: boolean; automatic: boolean }

/** How far one's changes are saved, the step back, and the way out of a conflict. Always there, so that nothing moves while one types. */
export function SaveBar<T extends Mergeable>({ draft, saving, savable, automatic }: Props<T>) {
  const { t } = useTranslation();
  const { dirty, undo, conflict } = draft;
  const [onUndo, onDiscard, onSave] = [useCallbackRef(() => undo?.()), useCallbackRef(draft.takeTheirs), useCallbackRef(saving.save)];
  const state = saving.pending ? 'saving' : !dirty ? (undo ? 'saved' : 'nothing') : !savable ? 'not_savable' : automatic ? 'saves_soon' : 'unsaved';
  return (
    <>
      {conflict && <ConflictNotice draft={draft} conflict={conflict} />}
      {!conflict && dirty && !isRevisionConflict(saving.error) && <ProblemNotice error={saving.error} title={t('edit.not_saved')} />}
      {draft.mergedWith !== null && !conflict && <Text size="sm" c="dimmed" role="status">{t('edit.merged', { revision: draft.mergedWith })}</Text>}
      <Group justify="flex-end" mih={36} gap="xs" className="save-bar">
        <Text size="sm" c="dimmed" role="status" className="save-state">{t(`edit.${state}`)}</Text>
        <Buttons pending={saving.pending} mayUndo={undo !== null} mayDiscard={dirty} maySave={dirty && savable && conflict === null} onUndo={onUndo} onDiscard={onDiscard} onSave={onSave} />
      </Group>
    </>
  );
}

interface ButtonsProps { pending: boolean; mayUndo: boolean; mayDiscard: boolean; maySave: boolean; onUndo: () => void; onDiscard: () => void; onSave: () => void }

/** Drawn anew when what can be done changes, and not with every letter. */
const Buttons = memo(function Buttons({ pending, mayUndo, mayDiscard, maySave, onUndo, onDiscard, onSave }: ButtonsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button variant="default" size="xs" onClick={onUndo} disabled={pending || !mayUndo}>{t('edit.undo')}</Button>
      <Button variant="default" size="xs" onClick={onDiscard} disabled={pending || !mayDiscard}>{t('edit.discard')}</Button>
      <Button size="xs" onClick={onSave} loading={pending} disabled={!maySave}>{t('edit.save')}</Button>
    </>
  );
});
