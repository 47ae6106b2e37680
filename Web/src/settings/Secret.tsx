import { Alert, Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Group, Text } from '../common/layout';

/** Something that is shown once and never again. */
export function Secret({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" title={title} role="status">
      <Text size="sm" mb="xs">{t('secret.once')}</Text>
      <Text component="code" size="sm" className="secret">{secret}</Text>
      <Group gap="xs" mt="sm">
        <CopyButton value={secret}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{t(copied ? 'secret.copied' : 'secret.copy')}</Button>}</CopyButton>
        <Button size="xs" variant="default" onClick={onClose}>{t('secret.done')}</Button>
      </Group>
    </Alert>
  );
}
