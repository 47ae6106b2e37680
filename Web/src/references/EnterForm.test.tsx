// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { ReferenceInput } from '../api/schema';
import { renderPage } from '../common/testPage';
import { EnterForm } from './EnterForm';

/** A server that answers with this; and what it was sent. */
function open(status: number, answer: object) {
  const sent: ReferenceInput[] = [];
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    sent.push(JSON.parse(request.body as string) as ReferenceInput);
    return Promise.resolve(new Response(JSON.stringify(answer), { status }));
  });
  const done = vi.fn();
  renderPage(<EnterForm onDone={done} />);
  return { sent, done };
}

test('EnterForm_ByKeyboard_PartsAreAddedAndSent', async () => {
  const { sent, done } = open(201, { id: 'r' });
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Turnover');
  screen.getByRole('button', { name: 'Add a part' }).focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole('combobox', { name: 'Purpose' })[1]));
  await userEvent.type(screen.getAllByRole('textbox', { name: 'What happens' })[1]!, 'The lamp goes on.');
  await userEvent.click(screen.getByRole('button', { name: 'Create the reference' }));

  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(sent[0]).toMatchObject({ title: 'Turnover', segments: [{ role: 'hook', end_seconds: 3 }, { start_seconds: 3, end_seconds: 30, summary: 'The lamp goes on.' }] });
});

test('EnterForm_SomethingIsMissing_IsSaidAtTheFieldAndNothingIsSent', async () => {
  const { sent } = open(201, {});
  await userEvent.click(screen.getByRole('button', { name: 'Create the reference' }));

  expect(screen.getByText('Give it a title.')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' }));
  expect(sent).toEqual([]);
});

test('EnterForm_TheServerRefusesAField_ItsWordStandsThere', async () => {
  open(400, { code: 'invalid_input', detail: 'No.', errors: [{ field: 'segments[0].summary', message: 'It holds a control character.' }] });
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Turnover');
  await userEvent.click(screen.getByRole('button', { name: 'Create the reference' }));

  await vi.waitFor(() => expect(screen.getByRole('textbox', { name: 'What happens' }).getAttribute('aria-invalid')).toBe('true'));
});
