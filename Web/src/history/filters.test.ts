import { expect, test } from 'vitest';
import { filtersOf, narrows, withFilter } from './filters';

test('filtersOf_AnAddress_GivesWhatTheApiIsAskedFor', () => {
  expect(filtersOf(new URLSearchParams('?status=completed,failed&q=cup&page=3&brand_id='))).toEqual({ status: 'completed,failed', q: 'cup' });
});

test('withFilter_AnotherBrand_LetsTheProductGo', () => {
  expect(withFilter(new URLSearchParams('?brand_id=a&product_id=p&q=x'), 'brand_id', 'b').toString()).toBe('brand_id=b&q=x');
});

test('withFilter_Nothing_TakesItOutOfTheAddress', () => {
  expect(withFilter(new URLSearchParams('?q=x'), 'q', '').toString()).toBe('');
});

test('narrows_OnlySorted_HidesNothing', () => {
  expect(narrows({ sort: 'title' })).toBe(false);
  expect(narrows({ q: 'x' })).toBe(true);
});
