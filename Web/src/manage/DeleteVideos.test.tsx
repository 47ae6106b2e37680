// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderPage } from '../common/testPage';
import { DeleteVideos } from './DeleteVideos';

test('DeleteVideos_OneIsRefused_TheReceiptSaysWhatIsGoneAndWhatIsNot', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    asked.push(request.body as string);
    return Promise.resolve(new Response(JSON.stringify({ items: [
      { id: 'a', deleted: true, receipt: { id: 'a', cancelled: true, rows: { videos: 1 }, assets: 3, bytes: 2_000_000, instances: 1 }, problem: null },
      { id: 'b', deleted: false, receipt: null, problem: { status: 403, code: 'forbidden', detail: 'No.' } },
    ] })));
  });
  const done = vi.fn();
  const video = (id: string) => ({ id, title: `Title ${id}`, product_name: '', status: 'completed' as const });
  renderPage(<DeleteVideos videos={[video('a'), video('b')]} onClose={() => {}} onDone={done} />);

  fireEvent.click(await screen.findByRole('button', { name: 'Delete 2 videos' }));

  expect(await screen.findByText('1 video is gone.')).toBeTruthy();
  expect(screen.getByText('3 files removed, 2 MB freed')).toBeTruthy();
  expect(screen.getByText('Title b: Your key does not allow this.')).toBeTruthy();
  expect(asked).toEqual(['{"ids":["a","b"]}']);
  expect(done).toHaveBeenCalledOnce();
});
