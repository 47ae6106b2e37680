import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api';
import { Problem } from '../api/client';
import { useBrands, useProducts, useProviders, useReferences, useVideoAction } from '../api/queries';
import type { Language } from '../api/schema';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { useFormats } from '../common/format';
import { ConfirmSpending } from './ConfirmSpending';
import { asksForBudget, checkDraft, faultOf, newDraft, toInput, type Draft, type DraftField } from './draft';
import { later } from '../common/NewDialog';
import { estimate } from './estimate';
import { EstimatePanel } from './EstimatePanel';
import { OptionFields } from './OptionFields';
import { ProviderOrder } from './ProviderOrder';
import { SubjectFields } from './SubjectFields';

const NoBrands = later(() => import('./NoBrands').then((file) => file.NoBrands));

export default function GeneratePage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const catalog = { brands: useBrands(), products: useProducts(), references: useReferences() };
  const providers = useProviders();
  const [draft, setDraft] = useState<Draft>(() => newDraft(i18n.language as Language));
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [confirming, setConfirming] = useState(false);
  const { usd } = useFormats();
  const create = useVideoAction(api.createVideo);
  const sample = useMutation({ mutationFn: () => import('./samples').then((samples) => samples.createSample(i18n.language as Language)) });

  const queries = [...Object.values(catalog), providers];
  if (queries.some((query) => query.isPending)) {
    return <PageSkeleton />;
  }

  const broken = queries.find((query) => query.isError);
  if (broken) {
    return <ProblemNotice error={broken.error} onRetry={() => queries.forEach((query) => query.isError && void query.refetch())} />;
  }

  const brands = catalog.brands.data!, products = catalog.products.data!, references = catalog.references.data!;
  if (brands.length === 0) {
    return (
      <NoBrands
        busy={sample.isPending} error={sample.error} onBrand={(brand) => setDraft({ ...draft, brandId: brand.id })}
        onSample={() => sample.mutate(undefined, {
          onSuccess: async (made) => {
            await client.invalidateQueries();
            setDraft({ ...draft, ...made });
          },
        })}
      />
    );
  }

  const faults = checkDraft(draft, products);
  const answered = create.error instanceof Problem ? create.error.errors : [];
  const faultText = (field: DraftField) =>
    touched.has(field) && faults[field] ? t(`generate.fault.${faults[field]}`) : faultOf(answered, field);
  const change = (field: DraftField | null, next: Draft) => {
    setDraft(next);
    if (field) {
      setTouched(new Set(touched).add(field));
    }
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = Object.keys(faults) as DraftField[];
    if (wrong.length > 0) {
      setTouched(new Set(wrong));
      event.currentTarget.querySelector<HTMLElement>(`[data-field="${wrong[0]}"] :is(input, select)`)?.focus();
      return;
    }

    if (asksForBudget(draft) && Number(draft.maxCostUsd) > 0) {
      setConfirming(true);
    } else {
      send();
    }
  };

  const send = () => {
    setConfirming(false);
    create.mutate(toInput(draft), { onSuccess: (video) => void navigate(`/generate/${video.id}`) });
  };

  const films = providers.data!.filter((provider) => (provider.kind ?? 'video') === 'video');
  const costs = estimate(films, { ...draft.options, duration_seconds: Number(draft.options.duration_seconds) });
  const fields = { draft, faultText, change };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <div>
          <Title order={1}>{t('generate.title')}</Title>
          <Text c="dimmed">{t('generate.intro')}</Text>
        </div>
        <div className="two-columns">
          <Stack gap="lg">
            <Paper withBorder p="lg" radius="lg" component="section" aria-labelledby="subject">
              <Title order={2} id="subject" mb="md">{t('generate.subject')}</Title>
              <SubjectFields {...fields} brands={brands} products={products} references={references} />
            </Paper>
            <Paper withBorder p="lg" radius="lg" component="section" data-field="options.providers" aria-labelledby="who">
              <Title order={2} id="who" mb="md">{t('generate.rendering')}</Title>
              <ProviderOrder
                providers={films} options={{ ...draft.options, duration_seconds: Number(draft.options.duration_seconds) }}
                error={faultText('options.providers')}
                onChange={(choices) => change('options.providers', { ...draft, options: { ...draft.options, providers: choices } })}
              />
            </Paper>
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
            {!asksForBudget(draft) && costs.usd !== null && costs.usd > 0
              ? t('estimate.after_approval', { price: usd(costs.usd.toFixed(2)) })
              : t(asksForBudget(draft) ? 'generate.goes_through' : 'generate.asks_before')}
          </Text>
          <Button type="submit" size="md" loading={create.isPending}>{t('generate.create')}</Button>
        </Group>
      </Stack>
      <ConfirmSpending opened={confirming} limit={usd(Number(draft.maxCostUsd).toFixed(2))} onClose={() => setConfirming(false)} onConfirm={send} />
    </form>
  );
}
