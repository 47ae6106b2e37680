import { Button } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useState, type Dispatch, type FormEvent, type SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api';
import { Problem } from '../api/client';
import { useVideoAction } from '../api/queries';
import type { Brand, Product, Provider, Reference, Service } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Paper, Stack, Text, Title } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { ConfirmSpending } from './ConfirmSpending';
import { asksForBudget, checkDraft, faultOf, toInput, type Draft, type DraftField } from './draft';
import type { Estimate } from './estimate';
import { EstimatePanel } from './EstimatePanel';
import { ModelsPanel } from './ModelsPanel';
import { OptionFields } from './OptionFields';
import { ProviderOrder } from './ProviderOrder';
import { SubjectFields } from './SubjectFields';
import { useEstimate } from './useEstimate';

interface Props { draft: Draft; setDraft: Dispatch<SetStateAction<Draft>>; brands: Brand[]; products: Product[]; references: Reference[]; services: Service[] }

/** Whether there is anything to be priced: for whom it is may be open. */
const isPriced = (faults: ReturnType<typeof checkDraft>) => !faults['options.duration_seconds'] && !faults['options.providers'] && !faults['options.writers'];

/** For whom, about what and how; what it will cost as one chooses, and what is missing once one has been there. */
export function GenerateForm({ draft, setDraft, brands, products, references, services }: Props) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const navigate = useNavigate();
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [confirming, setConfirming] = useState(false);
  const create = useVideoAction(api.createVideo);
  const providers = useMemo(() => services.filter((service): service is Provider => service.kind === 'video'), [services]);
  const faults = checkDraft(draft, products);
  // What a choice comes to may be shown a moment after the choice itself.
  const settled = useDeferredValue(draft);
  const costs = useEstimate(settled, providers, isPriced(checkDraft(settled, products)));

  const answered = create.error instanceof Problem ? create.error.errors : [];
  const faultText = (field: DraftField) => (touched.has(field) && faults[field] ? t(`generate.fault.${faults[field]}`) : faultOf(answered, field));
  const change = useCallback((field: DraftField | null, next: SetStateAction<Draft>) => {
    setDraft(next);
    if (field) {
      setTouched((before) => (before.has(field) ? before : new Set(before).add(field)));
    }
  }, [setDraft]);
  const chooseProviders = useCallback((providers: string[]) => change('options.providers', (now) => ({ ...now, options: { ...now.options, providers } })), [change]);

  const whenSpent = ({ usd: total, planningUsd }: Estimate) => {
    const rendering = total === null ? 0 : total - planningUsd;
    return planningUsd > 0
      ? t(rendering > 0 ? 'estimate.planning_and_rendering' : 'estimate.planning_only', { planning: usd(planningUsd.toFixed(2)), price: usd(rendering.toFixed(2)) })
      : rendering > 0 ? t('estimate.after_approval', { price: usd(rendering.toFixed(2)) }) : t('generate.asks_before');
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = Object.keys(faults) as DraftField[];
    if (wrong.length > 0) {
      setTouched(new Set(wrong));
      event.currentTarget.querySelector<HTMLElement>(`[data-field="${wrong[0]}"] :is(input, select)`)?.focus();
    } else if (asksForBudget(draft) && Number(draft.maxCostUsd) > 0) {
      setConfirming(true);
    } else {
      send();
    }
  };

  const send = () => {
    setConfirming(false);
    create.mutate(toInput(draft), { onSuccess: (video) => void navigate(`/generate/${video.id}`) });
  };

  const fields = { draft, faultText, change };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <div className="two-columns">
          <Stack gap="lg">
            <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="subject">
              <Title order={2} id="subject" mb="md">{t('generate.subject')}</Title>
              <SubjectFields {...fields} brands={brands} products={products} references={references} />
            </Paper>
            <Paper withBorder p="lg" radius="lg" component="section" data-field="options.providers" aria-labelledby="who">
              <Title order={2} id="who" mb="md">{t('generate.rendering')}</Title>
              <ProviderOrder providers={providers} chosen={draft.options.providers} options={settled.options} error={faultText('options.providers')} onChange={chooseProviders} />
            </Paper>
            <ModelsPanel {...fields} services={services} />
          </Stack>
          <Stack gap="lg">
            <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="options">
              <Title order={2} id="options" mb="md">{t('generate.options')}</Title>
              <OptionFields {...fields} />
            </Paper>
            <EstimatePanel estimate={costs} />
          </Stack>
        </div>
        <ProblemNotice error={create.error} title={t('generate.not_created')} />
        <Group className="action-bar" justify="flex-end">
          <Text size="sm" c="dimmed" flex={1} className="num">
            {asksForBudget(draft) ? t('generate.goes_through') : whenSpent(costs)}
          </Text>
          <Button type="submit" size="md" loading={create.isPending}>{t('generate.create')}</Button>
        </Group>
      </Stack>
      <ConfirmSpending opened={confirming} limit={usd(Number(draft.maxCostUsd).toFixed(2))} onClose={() => setConfirming(false)} onConfirm={send} />
    </form>
  );
}
