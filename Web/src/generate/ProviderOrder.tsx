import { ActionIcon, Badge, Checkbox, Group, Input, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GenerationOptions, Provider, ProviderModel } from '../api/schema';
import { useFormats } from '../common/format';
import { failureText } from '../common/ProblemNotice';
import { priceToday, roughPrice } from './prices';

interface Props { providers: Provider[]; options: GenerationOptions; onChange: (choices: string[]) => void; error?: string }

/** Who renders, the first first: chosen ones in their order, then the others. */
export function ProviderOrder({ providers, options, onChange, error }: Props) {
  const { t } = useTranslation();
  const chosen = options.providers;
  const models = providers.flatMap((provider) => provider.models.map((model) => ({ provider, model })));
  const rank = (choice: string) => (chosen.includes(choice) ? chosen.indexOf(choice) : chosen.length);
  const rows = models.toSorted((a, b) => rank(a.model.choice) - rank(b.model.choice));
  const swap = (at: number, to: number) => onChange(chosen.with(at, chosen[to]!).with(to, chosen[at]!));

  return (
    <Input.Wrapper label={t('generate.providers')} description={t('generate.providers_help')} error={error} component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Stack gap="xs" mt="xs">
        {rows.map(({ provider, model }) => {
          const at = chosen.indexOf(model.choice);
          return (
            <Paper key={model.choice} withBorder p="sm">
              <Group wrap="nowrap" gap="sm" align="flex-start">
                <Checkbox
                  checked={at >= 0} mt={2}
                  onChange={() => onChange(at >= 0 ? chosen.filter((choice) => choice !== model.choice) : [...chosen, model.choice])}
                  aria-label={t('generate.use_provider', { name: model.choice })}
                />
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Group gap={6}>
                    {at >= 0 && <Badge size="sm" circle>{at + 1}</Badge>}
                    <Text fw={600}>{provider.name}</Text>
                    <Text size="sm" c="dimmed">{model.id}</Text>
                  </Group>
                  <Price model={model} options={options} />
                  <Limits provider={provider} model={model} options={options} />
                </div>
                {at >= 0 && chosen.length > 1 && (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon variant="default" disabled={at === 0} onClick={() => swap(at, at - 1)} aria-label={t('generate.earlier', { name: model.choice })}>↑</ActionIcon>
                    <ActionIcon variant="default" disabled={at === chosen.length - 1} onClick={() => swap(at, at + 1)} aria-label={t('generate.later', { name: model.choice })}>↓</ActionIcon>
                  </Group>
                )}
              </Group>
            </Paper>
          );
        })}
      </Stack>
    </Input.Wrapper>
  );
}

function Price({ model, options }: { model: ProviderModel; options: GenerationOptions }) {
  const { t } = useTranslation();
  const { usd, seconds } = useFormats();
  const price = priceToday(model, options.resolution);
  if (!price) {
    return <Text size="sm" c="dimmed">{t('generate.price_unknown')}</Text>;
  }

  if (Number(price.usd) === 0) {
    return <Text size="sm" c="pine">{t('generate.free')}</Text>;
  }

  const rough = roughPrice(price, options.duration_seconds);
  return (
    <Text size="sm" className="num">
      {t(price.unit === 'second' ? 'generate.per_second' : 'generate.per_clip', { price: usd(price.usd) })}
      {rough !== undefined && options.duration_seconds > 0 && ` · ${t('generate.roughly', { price: usd(rough), length: seconds(options.duration_seconds) })}`}
    </Text>
  );
}

/** Why this choice will not, or not yet, render the video as it is asked for. */
function Limits({ provider, model, options }: { provider: Provider; model: ProviderModel; options: GenerationOptions }) {
  const { t, i18n } = useTranslation();
  const { when, day } = useFormats();
  const closed = [provider.availability, model.availability].find((availability) => !availability.available);
  return (
    <>
      {closed && (
        <Text size="sm" c="var(--bad)">
          {t('generate.out_of_order', { reason: failureText(t, i18n.language, { code: closed.reason, message: closed.message }).replace(/\.$/, '') })}
          {closed.until && ` ${t('generate.tried_again', { when: when(closed.until) })}`}
        </Text>
      )}
      {!model.aspect_ratios.includes(options.aspect_ratio) && (
        <Text size="sm" c="var(--warn)">{t('generate.not_this_ratio', { ratio: options.aspect_ratio })}</Text>
      )}
      {model.warning && <Text size="sm" c="var(--warn)">{model.sunset ? t('generate.sunset', { day: day(model.sunset) }) : model.warning}</Text>}
    </>
  );
}
