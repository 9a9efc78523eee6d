// What a message says on a page, in the page's language: by it a screen's buttons are found.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { rooms } from '../keys.mjs';

const source = (name) => fileURLToPath(new URL(`../../src/lib/i18n/${name}.ts`, import.meta.url));
const load = async (name) =>
  (await runnerImport(source(name), { configFile: false, logLevel: 'error' })).module;
const [{ bundleOf }, { isPseudo, wordsOf }, { transformOf }] = await Promise.all(
  ['bundle', 'locale', 'pseudo'].map(load),
);

const bundles = new Map();

function bundleIn(language) {
  if (!bundles.has(language)) {
    const path = (room) => new URL(`../../../locales/${wordsOf(language)}/${room}.ftl`, import.meta.url);
    const files = rooms.map((room) => readFileSync(path(room), 'utf8'));
    const transform = isPseudo(language) ? transformOf(language) : undefined;
    bundles.set(language, bundleOf(language, files, transform));
  }
  return bundles.get(language);
}

/** What a message says in the language of the page, for each small number that it may count. */
async function said(page, key) {
  const bundle = bundleIn(await page.evaluate(() => document.documentElement.lang));
  const { value } = bundle.getMessage(key);
  return Array.from({ length: 10 }, (_, count) => bundle.formatPattern(value, { count, shown: `${count}` }));
}

const literally = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The buttons that say one of these messages, within what is given. */
export async function buttons(page, keys, within = page) {
  const words = await Promise.all(keys.map((key) => said(page, key)));
  return within.getByRole('button', { name: new RegExp(`^(${words.flat().map(literally).join('|')})$`) });
}

/** Presses the first button that says a message. */
export async function press(page, key, within = page) {
  await (await buttons(page, [key], within)).first().click();
}
