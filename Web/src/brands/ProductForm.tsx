import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { Product, ProductInput } from '../api/schema';
import { Group, Stack } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';
import { TextArea } from '../common/TextArea';
import { linesOf, textOf, written } from './lines';

interface Props { brandId: string; product?: Product; onMade: (product: Product) => void }

/** A product of a brand, new or there already: what a video may say about it is what stands here. */
export function ProductForm({ brandId, product: before, onMade }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [product, setProduct] = useState<ProductInput>(before
    ? { brand_id: brandId, name: before.name, description: before.description, facts: before.facts, call_to_action: before.call_to_action }
    : { brand_id: brandId, name: '', description: '', facts: [], call_to_action: '' });
  const create = useMutation({
    mutationFn: () => {
      const input = { ...product, name: product.name.trim(), facts: written(product.facts) };
      return before ? api.changeProduct(before.id, before.version, input) : api.createProduct(input);
    },
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
        <TextArea label={t('product.description')} description={t('product.description_help')} minRows={2} maxLength={2000} value={product.description} onChange={(event) => setProduct({ ...product, description: event.currentTarget.value })} />
        <TextArea label={t('product.facts')} description={t('product.facts_help')} minRows={3} value={textOf(product.facts)} onChange={(event) => setProduct({ ...product, facts: linesOf(event.currentTarget.value) })} />
        <TextInput label={t('product.call_to_action')} maxLength={200} value={product.call_to_action} onChange={(event) => setProduct({ ...product, call_to_action: event.currentTarget.value })} />
        <ProblemNotice error={create.error} />
        <Group justify="flex-end"><Button type="submit" loading={create.isPending} disabled={!sound}>{t(before ? 'edit.save' : 'product.create')}</Button></Group>
      </Stack>
    </form>
  );
}
