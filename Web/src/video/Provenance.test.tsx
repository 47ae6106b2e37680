// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import i18n from 'i18next';
import { afterEach, expect, test } from 'vitest';
import type { Fallback } from '../api/schema';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import ko from '../locales/ko.json';
import { PaintedBy, WrittenBy } from './Provenance';

const still = { painter: 'offline', model: 'offline-1', cost_usd: '0.04', fallback_reason: 'As a text.' };
const refused: Fallback = { service: 'gemini', code: 'output_refused', message: "Gemini's own filter stopped its answer." };

const written = (fallback_reason: string | null, fallbacks: Fallback[]) => {
  const provenance = { writer: 'offline', model: 'offline-1', prompt_version: null, input_tokens: 0, output_tokens: 0, cost_usd: '0.00', fallback_reason, fallbacks };
  return renderPage(<WrittenBy revision={{ ...videoInScriptReview().script!, provenance }} />);
};

afterEach(() => i18n.changeLanguage('en'));

test('PaintedBy_ThePictureWasRefused_SaysSoAndWhatItCost', () => {
  renderPage(<PaintedBy still={{ ...still, fallbacks: [refused] }} />);
  expect(screen.getByText('A simple drawing stands in: no model would paint this picture. The attempts cost $0.04.')).toBeTruthy();
  expect(screen.getByText('Gemini: Its safety rules held back what it made.').title).toBe(refused.message);
});

test('PaintedBy_TheSceneWasEditedSince_SaysThatAndNoMore', () => {
  renderPage(<PaintedBy still={{ ...still, cost_usd: '0.00', fallbacks: [{ service: null, code: 'edited', message: 'It was edited.' }] }} />);
  expect(screen.getByText(/the scene was changed after it was painted/)).toBeTruthy();
  expect(screen.queryByRole('listitem')).toBeNull();
});

test('PaintedBy_AModelPainted_NamesItAndThePrice', () => {
  renderPage(<PaintedBy still={{ ...still, painter: 'gemini', model: 'brush-1', fallback_reason: null, fallbacks: [] }} />);
  expect(screen.getByText('Painted by Gemini (brush-1) for $0.04')).toBeTruthy();
});

test('WrittenBy_NotTheFirstChoice_SaysWhyInTheReadersLanguage', async () => {
  i18n.addResourceBundle('ko', 'translation', ko);
  await i18n.changeLanguage('ko');
  written('gemini: As a text.', [{ service: 'gemini', code: 'cut_off', message: 'As a text.' }, { service: 'azure_openai', code: 'throttled', message: 'As a text.' }]);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Gemini: 답이 중간에 끊겼습니다.', 'Azure OpenAI: 요청이 몰려 지금은 더 받지 않습니다.',
  ]);
});

test('WrittenBy_ACodeOfANewerServer_SaysWhatTheServerSays', () => {
  written('gemini: It is too hot.', [{ service: 'gemini', code: 'too_hot' as Fallback['code'], message: 'It is too hot.' }]);
  expect(screen.getByText('Gemini: It is too hot.')).toBeTruthy();
});

test('WrittenBy_StoredBeforeThereWereCodes_ShowsItsText', () => {
  written('azure_openai: No answer.', []);
  expect(screen.getByText('azure_openai: No answer.')).toBeTruthy();
});

test('WrittenBy_APerson_IsNamed', () => {
  renderPage(<WrittenBy revision={{ ...videoInScriptReview().script!, author: 'mina' }} />);
  expect(screen.getByText('Edited by mina')).toBeTruthy();
});
