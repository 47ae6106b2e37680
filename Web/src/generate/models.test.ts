import { expect, test } from 'vitest';
import type { Service } from '../api/schema';
import { choicesOf, tokenPrice } from './models';

const services = [
  { kind: 'video', name: 'luma', models: [{ choice: 'luma' }] },
  { kind: 'writer', name: 'gemini', models: [{ choice: 'gemini' }, { choice: 'gemini:other' }] },
  { kind: 'writer', name: 'offline', models: [{ choice: 'offline' }] },
  { kind: 'painter', name: 'offline', models: [{ choice: 'offline' }] },
] as unknown as Service[];

test('choicesOf_NothingChosen_AreTheFirstModelsAsTheServerTakesThem', () => {
  expect(choicesOf({ writers: null, painters: null }, services, 'writer')).toEqual(['gemini', 'offline']);
  expect(choicesOf({ writers: null, painters: null }, services, 'painter')).toEqual(['offline']);
});

test('choicesOf_Chosen_AreThoseInTheirOrder', () => {
  expect(choicesOf({ writers: ['gemini:other', 'gemini'], painters: null }, services, 'writer')).toEqual(['gemini:other', 'gemini']);
});

test('tokenPrice_APriceThatHasEnded_IsNotNamed', () => {
  const price = (from: string | null, until: string | null, input_usd: string) => ({ from, until, input_usd });
  const model = { prices: [price(null, '2026-01-31', '1'), price('2026-02-01', null, '2')] } as unknown as Parameters<typeof tokenPrice>[0];
  expect(tokenPrice(model, '2026-02-01')?.input_usd).toBe('2');
  expect(tokenPrice({ ...model, prices: [] })).toBeUndefined();
});
