import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoFilters } from '../api/api';
import { useBrands, useProducts, useProviders } from '../api/queries';
import { Icon } from '../common/Icon';
import { Group } from '../common/layout';
import { serviceName } from '../common/serviceName';
import { narrows, sorts, states } from './filters';

interface Props { filters: VideoFilters; onChange: (name: keyof VideoFilters, value: string) => void; onClear: () => void }
const typingMs = 300;

/** What is shown of the history, and in which order. */
export function FilterBar({ filters, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const [brands, products, providers] = [useBrands().data ?? [], useProducts().data ?? [], useProviders().data ?? []];
  const [open, setOpen] = useState(Boolean(filters.provider ?? filters.product_id ?? filters.created_from ?? filters.created_to));
  const choice = (name: 'status' | 'brand_id' | 'product_id' | 'provider' | 'sort', options: { value: string; label: string }[]) => (
    <NativeSelect
      aria-label={t(`filter.${name}`)} value={filters[name] ?? (name === 'sort' ? sorts[0] : '')} onChange={(event) => onChange(name, event.currentTarget.value)}
      data={name === 'sort' ? options : [{ value: '', label: t(`filter.any_${name}`) }, ...options]}
    />
  );
  const day = (name: 'created_from' | 'created_to') => (
    <TextInput type="date" label={t(`filter.${name}`)} value={filters[name] ?? ''} onChange={(event) => onChange(name, event.currentTarget.value)} />
  );
  const ofBrand = products.filter((product) => !filters.brand_id || product.brand_id === filters.brand_id);
  return (
    <search className="filters">
      <div className="filter-row">
        <Search value={filters.q ?? ''} onChange={(text) => onChange('q', text)} />
        {choice('status', Object.entries(states).map(([name, value]) => ({ value, label: t(`state.${name as keyof typeof states}`) })))}
        {choice('brand_id', brands.map(({ id, name }) => ({ value: id, label: name })))}
        {choice('sort', sorts.map((value) => ({ value, label: t(`sort.${value}`) })))}
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls="more-filters">{t('filter.more')}</Button>
          {narrows(filters) && <Button variant="subtle" onClick={onClear}>{t('filter.clear')}</Button>}
        </Group>
      </div>
      <div className="filter-row" id="more-filters" hidden={!open}>
        {open && (
          <>
            {choice('product_id', ofBrand.map(({ id, name }) => ({ value: id, label: name })))}
            {choice('provider', providers.map(({ name }) => ({ value: name, label: serviceName(t, name) })))}
            {day('created_from')}
            {day('created_to')}
          </>
        )}
      </div>
    </search>
  );
}

/** Looks up what is typed once a hand rests, not letter by letter. */
function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => text.trim() !== value && onChange(text.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      type="search" className="filter-search" aria-label={t('filter.q')} placeholder={t('filter.q')} maxLength={200} leftSection={<Icon name="search" />}
      value={text} onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
