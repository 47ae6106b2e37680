import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelService, Service } from '../api/schema';
import { useFormats } from '../common/format';
import { Stack, Text } from '../common/layout';
import { offline, serviceName } from '../common/serviceName';
import type { Draft } from './draft';
import { Limits } from './Limits';
import { choicesOf, servicesOf, tokenPrice, type ModelKind } from './models';
import { OrderList } from './OrderList';
import type { FieldProps } from './SubjectFields';

interface Props extends FieldProps { services: Service[] }

/** Who writes script and storyboard, and who paints the stills. */
export function ModelOrders({ draft, change, faultText, services }: Props) {
  const { t } = useTranslation();
  const { options } = draft;
  const set = (part: Partial<Draft['options']>) => change('options.writers', { ...draft, options: { ...options, ...part } });
  const rows = (kind: ModelKind) => servicesOf(services, kind).flatMap((service) => service.models.map((model) => ({
    choice: model.choice, name: serviceName(t, service.name), detail: service.name === offline ? '' : model.id,
    about: <About kind={kind} service={service} model={model} />,
  })));
  return (
    <Stack>
      <div data-field="options.writers">
        <OrderList
          label={t('models.writers')} help={t('models.writers_help')} error={faultText('options.writers')} rows={rows('writer')} last={offline}
          chosen={choicesOf(options, services, 'writer')} onChange={(writers) => set({ writers })}
        />
      </div>
      <Switch label={t('models.stills')} description={t('models.stills_help')} checked={options.stills} onChange={(event) => set({ stills: event.currentTarget.checked })} />
      {options.stills && (
        <div data-field="options.painters">
          <OrderList
            label={t('models.painters')} help={t('models.painters_help')} error={faultText('options.painters')} rows={rows('painter')} last={offline} always
            chosen={choicesOf(options, services, 'painter')} onChange={(painters) => set({ painters })}
          />
        </div>
      )}
      {services.every((service) => service.kind === 'video' || service.name === offline) && <Text size="sm" c="dimmed">{t('models.only_offline')}</Text>}
    </Stack>
  );
}

function About({ kind, service, model }: { kind: ModelKind; service: ModelService; model: ModelService['models'][number] }) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  if (service.name === offline) {
    return <Text size="sm" c="pine">{t(`models.offline_${kind}`)}</Text>;
  }

  const price = tokenPrice(model);
  return (
    <>
      <Text size="sm" className="num" c={price ? undefined : 'dimmed'}>
        {price ? t('models.per_million', { input: usd(price.input_usd), output: usd(price.output_usd) }) : t('models.price_unknown')}
      </Text>
      <Limits service={service} model={model} />
    </>
  );
}
