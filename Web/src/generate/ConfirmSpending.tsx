import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../common/Dialog';
import { Group, Text } from '../common/layout';

interface Props { opened: boolean; limit: string; onClose: () => void; onConfirm: () => void }

/** Where nobody is asked later, the price is named now. */
export function ConfirmSpending({ opened, limit, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('confirm.title', { limit })} centered>
      <Text size="sm" mb="md">{t('confirm.text', { limit })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t('confirm.back')}</Button>
        <Button onClick={onConfirm} data-autofocus>{t('confirm.go', { limit })}</Button>
      </Group>
    </Dialog>
  );
}
