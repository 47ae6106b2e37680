import { useTranslation } from 'react-i18next';
import { Text, Title } from '../common/layout';

export function GenerateHeading() {
  const { t } = useTranslation();
  return (
    <div>
      <Title order={1}>{t('generate.title')}</Title>
      <Text c="dimmed">{t('generate.intro')}</Text>
    </div>
  );
}
