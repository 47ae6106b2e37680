// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { videoInScriptReview } from '../common/testData';
import { renderPage } from '../common/testPage';
import { PaintedBy, WrittenBy } from './Provenance';

test('PaintedBy_ThePictureWasRefused_SaysSoAndWhatItCost', () => {
  renderPage(<PaintedBy still={{ painter: 'offline', model: 'offline-1', cost_usd: '0.04', fallback_reason: 'gemini: It was refused.' }} />);
  expect(screen.getByText('A simple drawing stands in: no model would paint this picture. The attempts cost $0.04.')).toBeTruthy();
  expect(screen.getByText('Gemini: It was refused.')).toBeTruthy();
});

test('PaintedBy_AModelPainted_NamesItAndThePrice', () => {
  renderPage(<PaintedBy still={{ painter: 'gemini', model: 'brush-1', cost_usd: '0.04', fallback_reason: null }} />);
  expect(screen.getByText('Painted by Gemini (brush-1) for $0.04')).toBeTruthy();
});

test('WrittenBy_NotTheFirstChoice_SaysWhy', () => {
  const provenance = { writer: 'offline', model: 'offline-1', prompt_version: null, input_tokens: 0, output_tokens: 0, cost_usd: '0.00', fallback_reason: 'azure_openai: No answer.' };
  renderPage(<WrittenBy revision={{ ...videoInScriptReview().script!, provenance }} />);
  expect(screen.getByText('Put together offline, for nothing')).toBeTruthy();
  expect(screen.getByText('Azure OpenAI: No answer.')).toBeTruthy();
});

test('WrittenBy_APerson_IsNamed', () => {
  renderPage(<WrittenBy revision={{ ...videoInScriptReview().script!, author: 'mina' }} />);
  expect(screen.getByText('Edited by mina')).toBeTruthy();
});
