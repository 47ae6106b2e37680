import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('openapi_TheTypesOfTheApi_AreThoseOfItsDescription', async () => {
  const made = await openapiTS(pathToFileURL(resolve('../Functions/openapi.yaml')), { rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false });
  expect(readFileSync('src/api/openapi.ts', 'utf8') === COMMENT_HEADER + astToString(made), 'Run: npm --prefix Web run types').toBe(true);
});
