import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesOf } from '../../scripts/keys.mjs';
import { strings, t } from '../lib/i18n/strings.svelte';

/** What stands at the beginning of a module and brings another one along; `import()` does not. */
const IMPORT = /^\s*(?:import|export)\s(?!type)[^'"();]*?from '(\.[^']+)'/gm;
const isModule = (file: string) => /\.(ts|svelte)$/.test(file) && existsSync(file);

/** A module and all that are loaded with it. */
function loadedWith(file: string, loaded = new Map<string, string>()): Map<string, string> {
  if (loaded.has(file)) return loaded;
  const source = readFileSync(file, 'utf8');
  loaded.set(file, source);
  for (const [, path = ''] of source.matchAll(IMPORT)) {
    const base = join(dirname(file), path);
    const found = [base, `${base}.ts`].find(isModule);
    if (found !== undefined) loadedWith(found, loaded);
  }
  return loaded;
}

const first = loadedWith('src/resident/main.ts');
const sources = [...first.values()].filter((source) => source.includes('strings.svelte')).join('\n');

/** By its whole name, or as a beginning with the rest filled in. */
function isSaid(key: string): boolean {
  const beginnings = [...key.matchAll(/-/g)].map(({ index }) => `\`${key.slice(0, index + 1)}\${`);
  return sources.includes(`'${key}'`) || beginnings.some((beginning) => sources.includes(beginning));
}

const keysOf = (room: string) => [...messagesOf('en', [room]).keys()];

test('what is loaded first is known', () => {
  expect([...first.keys()]).toContain('src/resident/home/TopAlert.svelte');
  expect([...first.keys()]).not.toContain('src/resident/alerts/Alerts.svelte');
});

test('the first screens say nothing whose words come later', () => {
  expect(keysOf('resident').filter(isSaid)).toEqual([]);
});

test('no words are loaded first that the first screens do not say', () => {
  expect(keysOf('first').filter((key) => !isSaid(key))).toEqual([]);
});

test('words that come later are there in the language of now, and stay when it changes', async () => {
  await strings.use('es', ['shared', 'first']);
  expect(t('events-title')).toBe('events-title');
  await strings.enter('resident');
  expect(t('events-title')).toBe('Barrio');
  await strings.use('en');
  expect(t('events-title')).toBe('Community');
});
