import { expect, test } from 'vitest';
import type { Product } from '../api/schema';
import { checkDraft, faultOf, newDraft, toInput } from './draft';

const products = [{ id: 'p1', brand_id: 'b1' }, { id: 'p2', brand_id: 'b2' }] as Product[];
const good = { ...newDraft('ko'), brandId: 'b1', productId: 'p1' };

test('checkDraft_NothingChosen_NamesBrandAndProduct', () => {
  expect(checkDraft(newDraft('ko'), products)).toEqual({ brand_id: 'brand', product_id: 'product' });
});

test('checkDraft_ProductOfAnotherBrand_SaysSo', () => {
  expect(checkDraft({ ...good, productId: 'p2' }, products)).toEqual({ product_id: 'product_of_other_brand' });
});

test.each(['', 9, 121, 12.5] as const)('checkDraft_LengthOf%s_IsRefused', (duration_seconds) => {
  expect(checkDraft({ ...good, options: { ...good.options, duration_seconds } }, products)).toEqual({ 'options.duration_seconds': 'duration' });
});

test('toInput_WithoutStoryboardReview_SendsTheLimit', () => {
  const straight = { ...good, maxCostUsd: 2.5, options: { ...good.options, review: [] } };
  expect(checkDraft(straight, products)).toEqual({});
  expect(toInput(straight).max_cost_usd).toBe('2.50');
  expect(toInput(good)).not.toHaveProperty('max_cost_usd');
});

test('faultOf_ErrorAtAnItem_BelongsToItsField', () => {
  expect(faultOf([{ field: 'options.providers[1]', message: 'There is no such provider.' }], 'options.providers')).toBe('There is no such provider.');
});
