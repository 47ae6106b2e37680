import { expect, test } from 'vitest';
import { refusalsOf } from './refusals';

test('refusalsOf_TwoServices_AreToldApart', () => {
  expect(refusalsOf('gemini: Refused; it shows a person.; azure_openai: No answer.')).toEqual([
    { service: 'gemini', message: 'Refused; it shows a person.' }, { service: 'azure_openai', message: 'No answer.' },
  ]);
});

test.each([null, 'It was edited since it was painted; it is painted anew when it is revised.'])('refusalsOf_NobodyRefused_IsNothing: %s', (reason) => {
  expect(refusalsOf(reason)).toEqual([]);
});
