// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { needsSignIn, storedKey } from '../api/session';
import { renderPage } from '../common/testPage';
import { SignIn } from './SignIn';

/** Lets one key in. */
const serve = () => vi.stubGlobal('fetch', (_: string, request: RequestInit) => Promise.resolve(
  (request.headers as Record<string, string>).authorization === 'Bearer vg_right'
    ? new Response(JSON.stringify({ workspace: { id: 'w', name: 'W' }, name: 'Mina', scopes: ['read'], auth: 'key' }))
    : new Response(JSON.stringify({ code: 'unauthenticated', detail: 'No.' }), { status: 401 })));

afterEach(() => sessionStorage.clear());

function enter(key: string) {
  fireEvent.change(screen.getByLabelText('API key'), { target: { value: key } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('SignIn_WrongKey_IsNotKept', async () => {
  serve();
  renderPage(<SignIn />);
  enter('vg_wrong');
  expect(await screen.findByText('You are not signed in.')).toBeTruthy();
  expect(storedKey()).toBe('');
  expect(needsSignIn()).toBe(true);
});

test('SignIn_RightKey_IsSentFromThenOn', async () => {
  serve();
  renderPage(<SignIn />);
  enter(' vg_right ');
  await vi.waitFor(() => expect(needsSignIn()).toBe(false));
  expect(storedKey()).toBe('vg_right');
});
