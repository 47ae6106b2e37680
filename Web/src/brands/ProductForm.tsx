import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import type { Product } from '../api/schema';
import { ProblemNotice } from '../common/ProblemNotice';
import { linesOf, textOf, written } from './lines';

/** A new product of a brand: what a video may say about it is what stands here. */
export function ProductForm({ brandId, onMade }: { brandId: string; onMade: (product: Product) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [product, setProduct] = useState({ name: '', description: '', facts: [] as string[], call_to_action: '' });
  const create = useMutation({
    mutationFn: () => api.createProduct({ ...product, name: product.name.trim(), facts: written(product.facts), brand_id: brandId }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['products'] });
      onMade(made);
    },
  });
  const sound = product.name.trim() !== '';
  return (
    <form onSubmit={(event) => (event.preventDefault(), event.stopPropagation(), sound && create.mutate())} noValidate>
      <Stack>
        <TextInput label={t('product.name')} withAsterisk maxLength={80} value={product.name} onChange={(event) => setProduct({ ...product, name: event.currentTarget.value })} data-autofocus />
        <Textarea label={t('product.description')} description={t('product.description_help')} autosize minRows={2} maxLength={2000} value={product.description} onChange={(event) => setProduct({ ...product, description: event.currentTarget.value })} />
        <Textarea label={t('product.facts')} description={t('product.facts_help')} autosize minRows={3} value={textOf(product.facts)} onChange={(event) => setProduct({ ...product, facts: linesOf(event.currentTarget.value) })} />
        <TextInput label={t('product.call_to_action')} maxLength={200} value={product.call_to_action} onChange={(event) => setProduct({ ...product, call_to_action: event.currentTarget.value })} />
        <ProblemNotice error={create.error} />
        <Group justify="flex-end"><Button type="submit" loading={create.isPending} disabled={!sound}>{t('product.create')}</Button></Group>
      </Stack>
    </form>
  );
}
