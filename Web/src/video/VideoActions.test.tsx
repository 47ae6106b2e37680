// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Video } from '../api/schema';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import { VideoActions } from './VideoActions';

/** A failed video, and what is sent to retry it. */
function fail(code: string) {
  const video: Video = videoInScriptReview({ status: 'failed', failure: { code, message: 'It failed.', scene: null, detail: null, fallbacks: [] }, max_cost_usd: '2.00' });
  const retries: unknown[] = [];
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    retries.push(request.body ? JSON.parse(request.body as string) : null);
    return Promise.resolve(new Response(JSON.stringify({ ...video, status: 'video_rendering', failure: null }), { status: 202 }));
  });
  renderPage(<VideoActions video={video} />);
  return retries;
}

test('a retry goes on as it was', async () => {
  const retries = fail('render_failed');

  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(retries).toEqual([null]);
});

test('a video that its limit stopped is retried with a higher one only', async () => {
  const retries = fail('over_limit');

  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  const limit = await screen.findByLabelText('The whole video may cost');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Retry, up to/ }).disabled).toBe(true);
  await userEvent.clear(limit);
  await userEvent.type(limit, '3.5');
  await userEvent.click(screen.getByRole('button', { name: 'Retry, up to $3.50 in all' }));

  expect(retries).toEqual([{ max_cost_usd: '3.50' }]);
});
