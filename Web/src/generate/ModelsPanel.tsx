import { Loader } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '../api/schema';
import { Paper, Text, Title } from '../common/layout';
import { later } from '../common/NewDialog';
import { offline, serviceName } from '../common/serviceName';
import { choicesOf } from './models';
import type { FieldProps } from './SubjectFields';

const ModelOrders = later(() => import('./ModelOrders').then((file) => file.ModelOrders));

/** Who writes and paints, in a line; the choice for those who want one. */
export function ModelsPanel({ services, ...fields }: FieldProps & { services: Service[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { options } = fields.draft;
  const names = (choices: string[]) => choices.map((choice) => serviceName(t, choice)).join(' → ');
  const summary = t('models.summary', {
    writers: names(choicesOf(options, services, 'writer')) || '–', painters: names(options.stills ? choicesOf(options, services, 'painter') : [offline]),
  });
  const wrong = fields.faultText('options.writers') ?? fields.faultText('options.painters');
  return (
    <Paper withBorder p="lg" radius="lg" component="details" open={opened || Boolean(wrong)} onToggle={(event: React.ToggleEvent<HTMLElement>) => setOpened(event.newState === 'open')}>
      <summary>
        <Title order={2} component="span" display="inline">{t('models.title')}</Title>
        <Text size="sm" c="dimmed" mt={4}>{summary}</Text>
      </summary>
      <div style={{ marginTop: 16 }}>{(opened || wrong) && <Suspense fallback={<Loader size="sm" />}><ModelOrders {...fields} services={services} /></Suspense>}</div>
    </Paper>
  );
}
