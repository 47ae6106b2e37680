import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const styles = 'node_modules/@mantine/core/styles';

test('components_EachThatTheAppUses_HasItsStylesLoaded', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const used = sources.flatMap((name) => [...readFileSync(join('src', name), 'utf8').matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)])
    .flatMap(([, names]) => names!.split(',').map((name) => name.trim()));
  const loaded = readFileSync('src/app/components.css', 'utf8');
  const withStyles = [...new Set(used)].filter((name) => readdirSync(styles).includes(`${name}.css`));
  expect(withStyles.length).toBeGreaterThan(10);
  expect(withStyles.filter((name) => !loaded.includes(`/${name}.css`))).toEqual([]);
});
