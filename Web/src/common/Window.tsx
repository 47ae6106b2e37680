import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The library's dialog, with a word for its close button; its heading is no landmark of the page. */
export function Window(props: ModalProps) {
  const { t } = useTranslation();
  return <Modal {...props} closeButtonProps={{ 'aria-label': t('app.close') }} attributes={{ header: { role: 'presentation' } }} />;
}
