// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useVideo } from '../api/queries';
import type { Video } from '../api/schema';
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
      return answer(409, { code: 'revision_moved', detail: 'Moved.' });
    }

    video = { ...video, script: { ...script, revision: script.revision + 1, content: JSON.parse(request.body as string) } };
    return answer(202, video);
  });
  return {
    saves,
    somebodyElseSaves: (narration: string) => {
      const script = video.script!;
      const scenes = script.content.scenes.map((scene) => ({ ...scene, narration }));
      video = { ...video, script: { ...script, revision: script.revision + 1, content: { ...script.content, scenes } } };
    },
  };
}

function Page({ id }: { id: string }) {
  const { data } = useVideo(id);
  return data ? <ScriptReview video={data} script={data.script!} /> : null;
}

/** A look at the server may have told of the newer revision already; then there is nothing to save before one has decided. */
async function saveUnlessTold(user: ReturnType<typeof userEvent.setup>) {
  const save = screen.queryByRole('button', { name: 'Save' });
  if (save) {
    await user.click(save);
  }
}

async function open() {
  const video = videoInScriptReview();
  const server = serve(video);
  const user = userEvent.setup();
  renderPage(<Page id={video.id} />);
  const narration = await screen.findByLabelText('Narration');
  return { server, user, narration };
}

test('ScriptReview_SavedFromTheCurrentRevision_CanBeApprovedAfterwards', async () => {
  const { server, user, narration } = await open();

  await user.type(narration, ' And out.');
  expect(screen.getByRole('button', { name: 'Approve script revision 1' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByRole('button', { name: 'Approve script revision 2' })).toHaveProperty('disabled', false);
  expect(server.saves).toEqual(['"1"']);
});

test('ScriptReview_SomebodyElseSavedFirst_MineCanBeKeptAndSavedOverTheirs', async () => {
  const { server, user, narration } = await open();

  await user.type(narration, ' Mine.');
  server.somebodyElseSaves('Theirs.');
  await saveUnlessTold(user);
  await user.click(await screen.findByRole('button', { name: 'Keep my changes' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await screen.findByRole('button', { name: 'Approve script revision 3' });
  expect(server.saves.filter((tag) => tag !== '"1"')).toEqual(['"2"']);
  expect(screen.getByLabelText('Narration')).toHaveProperty('value', 'Breathe in. Mine.');
});

test('ScriptReview_SomebodyElseSavedFirst_TheirsCanBeTaken', async () => {
  const { server, user, narration } = await open();

  await user.type(narration, ' Mine.');
  server.somebodyElseSaves('Theirs.');
  await saveUnlessTold(user);
  await user.click(await screen.findByRole('button', { name: 'Take revision 2' }));

  expect(screen.getByLabelText('Narration')).toHaveProperty('value', 'Theirs.');
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});
