import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Provider, ProviderModel } from '../api/schema';
import { useFormats } from '../common/format';
import { Text } from '../common/layout';
import { serviceName } from '../common/serviceName';
import type { Draft } from './draft';
import { Limits } from './Limits';
import { OrderList } from './OrderList';
import { priceToday, roughPrice } from './prices';

interface Props { providers: Provider[]; chosen: string[]; options: Draft['options']; onChange: (choices: string[]) => void; error?: string }

/** Who renders. */
export const ProviderOrder = memo(function ProviderOrder({ providers, chosen, options, onChange, error }: Props) {
  const { t } = useTranslation();
  const rows = providers.flatMap((provider) => provider.models.map((model) => ({
    choice: model.choice, name: serviceName(t, provider.name), detail: model.id,
    about: (
      <>
        <Price model={model} options={options} />
        <Limits service={provider} model={model} />
        {!model.aspect_ratios.includes(options.aspect_ratio) && (
          <Text size="sm" c="var(--warn)">{t('generate.not_this_ratio', { ratio: options.aspect_ratio })}</Text>
        )}
      </>
    ),
  })));
  return <OrderList label={t('generate.providers')} help={t('generate.providers_help')} error={error} rows={rows} chosen={chosen} onChange={onChange} />;
});

function Price({ model, options }: { model: ProviderModel; options: Draft['options'] }) {
  const { t } = useTranslation();
  const { usd, seconds } = useFormats();
  const price = priceToday(model, options.resolution);
  if (!price) {
    return <Text size="sm" c="dimmed">{t('generate.price_unknown')}</Text>;
  }

  if (Number(price.usd) === 0) {
    return <Text size="sm" c="pine">{t('generate.free')}</Text>;
  }

  const length = Number(options.duration_seconds);
  const rough = roughPrice(price, length);
  return (
    <Text size="sm" className="num">
      {t(price.unit === 'second' ? 'generate.per_second' : 'generate.per_clip', { price: usd(price.usd) })}
      {rough !== undefined && length > 0 && ` · ${t('generate.roughly', { price: usd(rough), length: seconds(length) })}`}
    </Text>
  );
}
