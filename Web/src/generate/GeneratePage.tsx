import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBrands, useProducts, useReferences, useServices } from '../api/queries';
import type { Language } from '../api/schema';
import { Stack } from '../common/layout';
import { later } from '../common/NewDialog';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { newDraft, type Draft } from './draft';
import { GenerateForm } from './GenerateForm';
import { GenerateHeading } from './GenerateHeading';

const NoBrands = later(() => import('./NoBrands').then((file) => file.NoBrands));

/** Where a video begins; for who has no brand yet, with one. */
export default function GeneratePage() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const [brands, products, references, services] = [useBrands(), useProducts(), useReferences(), useServices()];
  const [draft, setDraft] = useState<Draft>(() => newDraft(i18n.language as Language));
  const sample = useMutation({ mutationFn: () => import('./samples').then((samples) => samples.createSample(i18n.language as Language)) });

  const startWithSample = () => sample.mutate(undefined, {
    onSuccess: async (made) => {
      await client.invalidateQueries();
      setDraft({ ...draft, ...made });
    },
  });
  // The form takes longest to draw: what the page is about stands there before it.
  const seen = useDeferredValue(true, false);
  const queries = [brands, products, references, services];
  const broken = queries.find((query) => query.isError);
  const page = () => {
    if (!seen || (!broken && queries.some((query) => query.isPending))) {
      return <PageSkeleton />;
    }

    if (broken) {
      return <ProblemNotice error={broken.error} onRetry={() => queries.forEach((query) => query.isError && void query.refetch())} />;
    }

    return brands.data!.length > 0
      ? <GenerateForm draft={draft} setDraft={setDraft} brands={brands.data!} products={products.data!} references={references.data!} services={services.data!} />
      : <NoBrands busy={sample.isPending} error={sample.error} onBrand={(brand) => setDraft({ ...draft, brandId: brand.id })} onSample={startWithSample} />;
  };

  return (
    <Stack gap="lg">
      <GenerateHeading />
      {page()}
    </Stack>
  );
}
