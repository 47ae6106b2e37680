import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Group, Stack, Text } from '../common/layout';
import { useFieldTexts } from './fieldTexts';
import type { Clash } from './merge';
import type { Conflict, DraftState } from './useDraft';

/** Both have changed the same: side by side what each wrote, to be decided one by one or at once. */
export function ConflictNotice<T>({ draft, conflict }: { draft: DraftState<T>; conflict: Conflict }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" role="alert" title={t('edit.conflict', { revision: conflict.revision })}>
      <Stack gap="sm">
        <Text size="sm">{t(conflict.clashes ? 'edit.conflict_text' : 'edit.conflict_whole')}</Text>
        {conflict.clashes?.map((clash) => <ClashRow key={`${clash.scene} ${clash.field}`} clash={clash} onSettle={(side) => draft.settle(clash, side)} />)}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={draft.takeTheirs}>{t('edit.take_theirs', { revision: conflict.revision })}</Button>
          <Button size="xs" onClick={draft.keepMine}>{t('edit.keep_mine')}</Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function ClashRow({ clash, onSettle }: { clash: Clash; onSettle: (side: 'mine' | 'theirs') => void }) {
  const { t } = useTranslation();
  const texts = useFieldTexts();
  const place = texts.place(clash.scene, clash.field);
  return (
    <div role="group" aria-label={place}>
      <Text size="sm" fw={600} mb={4}>{place}</Text>
      <div className="two-columns" style={{ gap: 8 }}>
        {(['mine', 'theirs'] as const).map((side) => (
          <div key={side} className="side">
            <Text size="xs" c="dimmed">{t(`edit.${side}`)}</Text>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>{texts.value(clash.field, clash[side])}</Text>
            <Button size="compact-xs" variant="default" mt={6} onClick={() => onSettle(side)}>{t(`edit.use_${side}`)}</Button>
          </div>
        ))}
      </div>
    </div>
  );
}
