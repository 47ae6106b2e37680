import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../common/ProblemNotice';
import { isRevisionConflict, type DraftState } from './useDraft';

interface Props<T> { draft: DraftState<T>; error: Error | null; saving: boolean; savable: boolean; onSave: () => void }

/** Saves a draft, and leads out of a conflict. Empty while nothing is changed. */
export function SaveBar<T>({ draft, error, saving, savable, onSave }: Props<T>) {
  const { t } = useTranslation();
  if (draft.conflict) {
    return (
      <Alert color="yellow" role="alert" title={t('edit.conflict', { revision: draft.conflict.revision })}>
        <Text size="sm" mb="sm">{t('edit.conflict_text')}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={draft.takeTheirs}>{t('edit.take_theirs', { revision: draft.conflict.revision })}</Button>
          <Button size="xs" color="yellow" onClick={draft.keepMine}>{t('edit.keep_mine')}</Button>
        </Group>
      </Alert>
    );
  }

  return (
    <>
      {!isRevisionConflict(error) && draft.dirty && <ProblemNotice error={error} title={t('edit.not_saved')} />}
      {draft.dirty && (
        <Group justify="flex-end">
          <Text size="sm" c="dimmed">{t('edit.unsaved')}</Text>
          <Button variant="default" onClick={draft.undo ?? undefined} disabled={saving || !draft.undo}>{t('edit.undo')}</Button>
          <Button variant="default" onClick={draft.takeTheirs} disabled={saving}>{t('edit.discard')}</Button>
          <Button onClick={onSave} loading={saving} disabled={!savable}>{t('edit.save')}</Button>
        </Group>
      )}
    </>
  );
}
