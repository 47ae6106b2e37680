import { Alert, Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../api/queries';
import type { Service } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { failureText, ProblemNotice } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';

const kinds = ['video', 'writer', 'painter'] as const;

/** Who films, writes and draws; whether they work, and which of their models will be switched off. */
export function ProviderStatus() {
  const { t } = useTranslation();
  const { day } = useFormats();
  const providers = useServices();
  const ending = providers.data?.flatMap((provider) => provider.models.filter((model) => model.sunset && model.warning).map((model) => ({ provider, model }))) ?? [];
  return (
    <Paper withBorder p="lg" radius="lg" component="section" aria-label={t('usage.providers')}>
      <Title order={2} mb="sm">{t('usage.providers')}</Title>
      <ProblemNotice error={providers.error} onRetry={() => void providers.refetch()} />
      {ending.length > 0 && (
        <Alert color="yellow" mb="md" title={t('usage.ending', { count: ending.length })}>
          <Stack component="ul" className="plain-list" gap={4}>
            {ending.map(({ provider, model }) => <li key={`${provider.name} ${model.id}`}><Text size="sm">{serviceName(t, provider.name)} {model.id}: {t('usage.sunset', { day: day(model.sunset!) })}</Text></li>)}
          </Stack>
        </Alert>
      )}
      <Stack gap="lg">
        {kinds.map((kind) => {
          const those = providers.data?.filter((provider) => provider.kind === kind) ?? [];
          return those.length > 0 && (
            <div key={kind}>
              <Title order={3} mb="xs">{t(`usage.kind.${kind}`)}</Title>
              <Stack gap={0} component="ul" className="plain-list">{those.map((provider) => <ProviderRow key={provider.name} provider={provider} />)}</Stack>
            </div>
          );
        })}
      </Stack>
    </Paper>
  );
}

function ProviderRow({ provider: { name, availability, models } }: { provider: Service }) {
  const { t } = useTranslation();
  const { when } = useFormats();
  const state = !availability.available ? 'out' : availability.throttled_until ? 'slow' : 'works';
  return (
    <li className="list-row">
      <Group gap="xs" align="baseline">
        <Text fw={600} miw={110}>{serviceName(t, name)}</Text>
        <Badge variant="light" color={{ out: 'red', slow: 'yellow', works: 'pine' }[state]}>{t(`usage.${state}`)}</Badge>
        <Text size="sm" c="dimmed" flex={1} miw={200}>{models.map((model) => model.id).join(', ')}</Text>
      </Group>
      {state === 'out' && <Text size="sm" c="var(--bad)" mt={4}>{failureText(t, { code: availability.reason, message: availability.message })}{availability.until && ` ${t('generate.tried_again', { when: when(availability.until) })}`}</Text>}
      {models.filter((model) => model.sunset).map((model) => <Sunset key={model.id} model={model} />)}
    </li>
  );
}

function Sunset({ model }: { model: Service['models'][number] }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  return <Text size="sm" c={model.warning ? 'var(--warn)' : 'dimmed'} mt={4}>{model.id}: {t('usage.sunset', { day: day(model.sunset!) })}</Text>;
}
