// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { Service } from '../api/schema';
import { renderPage } from '../common/testPage';
import { newDraft, type Draft } from './draft';
import { ModelOrders } from './ModelOrders';

const works = { available: true, reason: null, message: null, since: null, until: null, throttled_until: null };
const price = { input_usd: '0.30', output_usd: '2.50', image_input_usd: null, from: null, until: null };
const model = (choice: string, availability = works) => ({ id: `${choice}-1`, choice, availability, prices: choice === 'offline' ? [] : [price], sunset: null, warning: null });
const services = (['writer', 'painter'] as const).flatMap((kind): Service[] => [
  { kind, name: 'gemini', availability: works, models: [model('gemini'), model('gemini:other', { ...works, available: false, reason: 'out_of_credit', message: 'No credit left.' } as unknown as typeof works)] },
  { kind, name: 'offline', availability: works, models: [model('offline')] },
]);

/** The choice on its own, and what it makes of the options. */
function open() {
  let options: Draft['options'] = newDraft('en').options;
  function Page() {
    const [draft, setDraft] = useState(() => newDraft('en'));
    options = draft.options;
    return <ModelOrders draft={draft} services={services} faultText={() => undefined} change={(_, next) => setDraft(next)} />;
  }
  renderPage(<Page />);
  return () => options;
}

test('ModelOrders_AnotherIsChosen_StandsBeforeTheOfflineOne', async () => {
  const options = open();
  const [writer] = screen.getAllByRole('checkbox', { name: 'Use gemini:other' });
  await userEvent.click(writer!);
  expect(options().writers).toEqual(['gemini', 'gemini:other', 'offline']);

  await userEvent.click(screen.getAllByRole('button', { name: 'gemini:other earlier' })[0]!);
  expect(options().writers).toEqual(['gemini:other', 'gemini', 'offline']);
  expect(options().painters).toBeNull();
});

test('ModelOrders_OfflineIsLeftOut_OnlyWritersCanDoWithout', async () => {
  const options = open();
  const [writer, painter] = screen.getAllByRole<HTMLInputElement>('checkbox', { name: 'Use offline' });
  expect([writer!.disabled, painter!.disabled, painter!.checked]).toEqual([false, true, true]);

  await userEvent.click(writer!);
  expect(options().writers).toEqual(['gemini']);
});

test('ModelOrders_PriceAndAvailability_AreNamed', () => {
  open();
  expect(screen.getAllByText('For a million tokens: $0.30 read, $2.50 written').length).toBe(4);
  expect(screen.getAllByText('Not available: No credit left.').length).toBe(2);
});

test('ModelOrders_NoModelPaints_ThePaintersAreGone', async () => {
  const options = open();
  await userEvent.click(screen.getByRole('switch', { name: /^Have a model paint/ }));
  expect(options().stills).toBe(false);
  expect(screen.queryByText('Painters, in order')).toBeNull();
});
