import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { Dialog } from '../common/Dialog';
import { Icon } from '../common/Icon';
import { Group, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

/** Deletes what no video is made of, after asking. */
export function RemoveButton({ of, id, name }: { of: 'brands' | 'products' | 'references'; id: string; name: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, ask] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => api.remove(of, id),
    onSuccess: async () => {
      ask.close();
      await client.invalidateQueries({ queryKey: [of] });
    },
  });
  const close = () => {
    remove.reset();
    ask.close();
  };
  return (
    <>
      <ActionIcon variant="default" onClick={ask.open} aria-label={t('catalog.remove', { name })} title={t('delete.button')}><Icon name="trash" /></ActionIcon>
      <Dialog opened={asking} onClose={close} title={t('catalog.remove_title', { name })} centered>
        <Text size="sm" mb="md">{t('catalog.remove_text')}</Text>
        <ProblemNotice error={remove.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>{t('delete.keep')}</Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>{t('delete.button')}</Button>
        </Group>
      </Dialog>
    </>
  );
}
