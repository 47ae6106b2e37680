// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useVideo } from '../api/useVideo';
import type { Script, Video } from '../api/schema';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import { ScriptReview } from './ReviewPanel';

/** A server that keeps one script and refuses what was made from an older revision. */
function serve(video: Video) {
  const saves: string[] = [];
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
    const script = video.script!;
    const answer = (status: number, body: unknown) => Promise.resolve(new Response(JSON.stringify(body), { status }));
    if (request.method !== 'PUT') {
      return answer(200, video);
    }

    const tag = (request.headers as Record<string, string>)['if-match']!;
    saves.push(tag);
    if (tag !== `"${script.revision}"`) {
      return answer(412, { code: 'revision_moved', detail: 'Moved.' });
    }

    video = { ...video, script: { ...script, revision: script.revision + 1, content: JSON.parse(request.body as string) } };
    return answer(202, video);
  });
  return {
    saves,
    current: () => video.script!.content,
    somebodyElseSaves: (change: Partial<Script['scenes'][0]>) => {
      const script = video.script!;
      const scenes = script.content.scenes.map((scene) => ({ ...scene, ...change }));
      video = { ...video, script: { ...script, revision: script.revision + 1, content: { ...script.content, scenes } } };
    },
  };
}

function Page({ id }: { id: string }) {
  const { data } = useVideo(id);
  return data ? <ScriptReview video={data} script={data.script!} /> : null;
}

afterEach(() => localStorage.clear());

async function open() {
  const video = videoInScriptReview();
  const server = serve(video);
  const page = renderPage(<Page id={video.id} />);
  const type = (label: string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
  await screen.findByLabelText('Narration');
  return { server, video, page, type, press, narration: () => (screen.getByLabelText('Narration') as HTMLTextAreaElement).value };
}

test('ScriptReview_AHandRests_IsSavedByItselfAndCanBeApproved', async () => {
  const { server, type } = await open();

  type('Narration', 'Breathe out.');

  expect(screen.getByRole('button', { name: 'Approve script revision 1' })).toHaveProperty('disabled', true);
  expect(await screen.findByRole('button', { name: 'Approve script revision 2' }, { timeout: 10_000 })).toHaveProperty('disabled', false);
  expect(server.saves).toEqual(['"1"']);
});

test('ScriptReview_SomebodyElseChangedOtherWords_BothAreSaved', async () => {
  const { server, type, press } = await open();

  type('Narration', 'Mine.');
  server.somebodyElseSaves({ on_screen_text: 'Theirs' });
  await press('Save');

  await screen.findByRole('button', { name: 'Approve script revision 3' }, { timeout: 10_000 });
  expect(server.current().scenes[0]).toMatchObject({ narration: 'Mine.', on_screen_text: 'Theirs' });
});

test('ScriptReview_SomebodyElseChangedTheSame_MineCanBeSavedOverTheirs', async () => {
  const { server, type, press, narration } = await open();

  type('Narration', 'Mine.');
  server.somebodyElseSaves({ narration: 'Theirs.' });
  await press('Save');
  await press('Use mine');

  await screen.findByRole('button', { name: 'Approve script revision 3' }, { timeout: 10_000 });
  expect(server.saves.at(-1)).toBe('"2"');
  expect(narration()).toBe('Mine.');
});

test('ScriptReview_SomebodyElseChangedTheSame_TheirsCanBeTaken', async () => {
  const { server, type, press, narration } = await open();

  type('Narration', 'Mine.');
  server.somebodyElseSaves({ narration: 'Theirs.' });
  await press('Save');
  await press('Take revision 2');

  await waitFor(() => expect(narration()).toBe('Theirs.'));
  expect(screen.getByRole('button', { name: 'Approve script revision 2' })).toHaveProperty('disabled', false);
});

test('ScriptReview_PageIsClosedBeforeTheSave_ComesBackWithWhatWasTyped', async () => {
  const { page, video, type, narration } = await open();

  type('Narration', 'Not lost.');
  page.unmount();
  renderPage(<Page id={video.id} />);

  await screen.findByLabelText('Narration');
  expect(narration()).toBe('Not lost.');
});

test('ScriptReview_UndoAfterTheSave_GoesBackToWhatWasThere', async () => {
  const { type, press, narration } = await open();

  type('Narration', 'Worse.');
  await press('Save');
  await screen.findByRole('button', { name: 'Approve script revision 2' }, { timeout: 10_000 });
  await press('Undo');

  expect(narration()).toBe('Breathe in.');
});
