import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBrands, useProducts, useReferences, useServices } from '../api/queries';
import type { Language } from '../api/schema';
import { later } from '../common/NewDialog';
import { PageSkeleton } from '../common/PageSkeleton';
import { ProblemNotice } from '../common/ProblemNotice';
import { newDraft, type Draft } from './draft';
import { GenerateForm } from './GenerateForm';

const NoBrands = later(() => import('./NoBrands').then((file) => file.NoBrands));

/** Where a video begins; for who has no brand yet, with one. */
export default function GeneratePage() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const [brands, products, references, services] = [useBrands(), useProducts(), useReferences(), useServices()];
  const [draft, setDraft] = useState<Draft>(() => newDraft(i18n.language as Language));
  const sample = useMutation({ mutationFn: () => import('./samples').then((samples) => samples.createSample(i18n.language as Language)) });

  const queries = [brands, products, references, services];
  if (queries.some((query) => query.isPending)) {
    return <PageSkeleton />;
  }

  const broken = queries.find((query) => query.isError);
  if (broken) {
    return <ProblemNotice error={broken.error} onRetry={() => queries.forEach((query) => query.isError && void query.refetch())} />;
  }

  if (brands.data!.length > 0) {
    return <GenerateForm draft={draft} setDraft={setDraft} brands={brands.data!} products={products.data!} references={references.data!} services={services.data!} />;
  }

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
