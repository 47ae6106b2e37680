// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import { newer, useVideo } from './useVideo';

function Page({ id }: { id: string }) {
  const { data } = useVideo(id);
  return data ? <p>{data.status} {data.progress.percent} {data.cost_usd}</p> : null;
}

/** A server that answers with what the video is now, and whose stream says what it is told to. */
function serve(video: ReturnType<typeof videoInScriptReview>) {
  let say: (text: string) => void = () => {};
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(path.endsWith('/events')
    ? new Response(new ReadableStream({ start: (stream) => void (say = (text) => stream.enqueue(new TextEncoder().encode(text))) }))
    : new Response(JSON.stringify(video))));
  return { say: (text: string) => say(text), becomes: (changes: Partial<typeof video>) => (video = { ...video, ...changes }) };
}

test('useVideo_TheStreamTellsOfProgress_IsShownWithoutAsking', async () => {
  const video = videoInScriptReview({ status: 'video_rendering' });
  const server = serve(video);
  renderPage(<Page id={video.id} />);
  await screen.findByText('video_rendering 4 0.00');
  server.becomes({ cost_usd: '9.99' });
  server.say('event: progress\ndata: {"status":"video_rendering","progress":{"percent":57},"cost_usd":"1.20"}\n\n');
  expect(await screen.findByText('video_rendering 57 1.20')).toBeTruthy();
});

test('useVideo_TheStreamTellsOfAnEvent_IsLookedAtAgain', async () => {
  const video = videoInScriptReview();
  const server = serve(video);
  renderPage(<Page id={video.id} />);
  await screen.findByText('script_ready 4 0.00');
  server.becomes({ status: 'storyboard_creating', changed_at: '2026-01-05T09:01:00Z' });
  server.say('id: 5\nevent: script_approved\ndata: {"type":"script_approved"}\n\n');
  expect(await screen.findByText('storyboard_creating 4 0.00')).toBeTruthy();
});

test('newer_AnAnswerFromBeforeAChange_DoesNotTakeItBack', () => {
  const before = videoInScriptReview({ changed_at: '2026-01-05T09:05:00Z' });
  expect(newer(before, videoInScriptReview({ changed_at: '2026-01-05T09:00:00Z' }))).toBe(before);
});
