// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import i18n from 'i18next';
import { afterEach, expect, test } from 'vitest';
import type { Quote, QuoteLine, RenderObstacle } from '../api/schema';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import ko from '../locales/ko.json';
import { ApproveBar } from './ApproveBar';

function showQuote(...obstacles: RenderObstacle[]) {
  const line: QuoteLine = {
    kind: 'scene', scene: 1, provider: '', model: '', seconds: 6, unit: 'second', units: 0, unit_usd: '0.00', cost_usd: '0.00', reused: false, obstacle: 'As a text.', obstacles,
  };
  const quote: Quote = { lines: [line], total_usd: '0.00', worst_case_usd: null, estimated: false };
  return renderPage(<ApproveBar video={videoInScriptReview()} revision={1} quote={quote} blocked={null} />);
}

afterEach(() => i18n.changeLanguage('en'));

test('a scene that no model can render says why of each, in the reader\'s language', async () => {
  i18n.addResourceBundle('ko', 'translation', ko);
  await i18n.changeLanguage('ko');
  showQuote(
    { provider: 'runway', model: 'gen4.5', code: 'scene_too_long', message: 'As a text.', seconds: 10 },
    { provider: 'heygen', model: 'avatar', code: 'no_voice', message: 'As a text.', seconds: null },
  );
  expect(screen.getByText('Runway: 만들 수 있는 가장 긴 클립이 10초입니다. 장면을 줄여 주세요.')).toBeTruthy();
  expect(screen.getByText('HeyGen: 이 언어로 말할 목소리가 설정되어 있지 않습니다.')).toBeTruthy();
});

test('of a code that it does not know it says what the server says', () => {
  showQuote({ provider: null, model: null, code: 'too_loud' as RenderObstacle['code'], message: 'It is too loud.', seconds: null });
  expect(screen.getByText('It is too loud.')).toBeTruthy();
});
