import { Button, ColorInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { Brand, BrandInput } from '../api/schema';
import { Group, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';
import { TextArea } from '../common/TextArea';
import { BrandCard } from './BrandCard';
import { linesOf, textOf, written } from './lines';

const blank: BrandInput = {
  name: '', tagline: '', tone: '', audience: '', colors: { primary: '#0f5c55', secondary: '#f6f4ee', accent: '#e8b04a' },
  words_to_use: [], words_to_avoid: [], disclosures: [], monthly_budget_usd: null,
};
/** What can be changed of a brand. */
const inputOf = (brand: Brand) => Object.fromEntries(Object.keys(blank).map((field) => [field, brand[field as keyof BrandInput]])) as unknown as BrandInput;
const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);
const colorNames = ['primary', 'secondary', 'accent'] as const;

/** A new brand, or one that is there, with how it will look above it. */
export function BrandForm({ brand: before, onMade }: { brand?: Brand; onMade: (brand: Brand) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [brand, setBrand] = useState<BrandInput>(before ? inputOf(before) : blank);
  const create = useMutation({
    mutationFn: () => {
      const input = {
        ...brand, name: brand.name.trim(),
        words_to_use: written(brand.words_to_use), words_to_avoid: written(brand.words_to_avoid), disclosures: written(brand.disclosures),
      };
      return before ? api.changeBrand(before.id, before.version, input) : api.createBrand(input);
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['brands'] });
      onMade(made);
    },
  });
  const set = (part: Partial<BrandInput>) => setBrand({ ...brand, ...part });
  const line = (field: 'name' | 'tagline' | 'tone' | 'audience', longest: number) => (
    <TextInput
      label={t(`brand.${field}`)} placeholder={t(`brand.${field}_example`)} maxLength={longest} value={brand[field]} withAsterisk={field === 'name'}
      onChange={(event) => set({ [field]: event.currentTarget.value })} data-autofocus={field === 'name' || undefined}
    />
  );
  const list = (field: 'words_to_use' | 'words_to_avoid' | 'disclosures') => (
    <TextArea
      label={t(`brand.${field}`)} description={t('brand.one_a_line')} minRows={2} value={textOf(brand[field])}
      onChange={(event) => set({ [field]: linesOf(event.currentTarget.value) })}
    />
  );
  const sound = brand.name.trim() !== '' && Object.values(brand.colors).every(isColor);

  return (
    <form onSubmit={(event) => (event.preventDefault(), event.stopPropagation(), sound && create.mutate())} noValidate>
      <Stack>
        <BrandCard brand={brand} />
        {line('name', 80)}
        {line('tagline', 200)}
        {line('tone', 200)}
        {line('audience', 200)}
        <Group grow align="flex-start">
          {colorNames.map((name) => (
            <ColorInput
              key={name} label={t(`brand.${name}`)} value={brand.colors[name]} error={!isColor(brand.colors[name])} withEyeDropper={false}
              onChange={(color) => set({ colors: { ...brand.colors, [name]: color } })} popoverProps={{ withinPortal: false }}
            />
          ))}
        </Group>
        {list('words_to_use')}
        {list('words_to_avoid')}
        {list('disclosures')}
        <NumberField
          label={t('brand.budget')} description={t('brand.budget_help')} unit="USD" rightSectionWidth={52} min={0} step={1}
          value={!brand.monthly_budget_usd ? '' : Number(brand.monthly_budget_usd)}
          onChange={(value) => set({ monthly_budget_usd: value === '' ? null : value.toFixed(2) })}
        />
        <ProblemNotice error={create.error} />
        <Group justify="flex-end"><Button type="submit" loading={create.isPending} disabled={!sound}>{t(before ? 'edit.save' : 'brand.create')}</Button></Group>
      </Stack>
    </form>
  );
}
