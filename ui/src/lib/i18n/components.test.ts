import { readdirSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { messagesOf, spokenByRust } from '../../../scripts/keys.mjs';

const components = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => `src/${file}`);
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts') && !file.endsWith('keys.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');

/** The server's pages without a script, which say what Rust can say. */
const PAGES = '../crates/lamplight-server/src/http/public';
const pages = readdirSync(PAGES, { encoding: 'utf8' })
  .filter((file) => file.endsWith('.rs'))
  .map((file) => readFileSync(`${PAGES}/${file}`, 'utf8'))
  .join('\n');
/** As the programs call a message: `figures-map-on` is `Message::FiguresMapOn`. */
const nameInRust = (key: string) =>
  `Message::${key.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;
const ofRust = messagesOf('en', spokenByRust);

/** Attributes that people read or hear. */
const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'aria-description']);

interface Node {
  type: string;
  name?: string;
  data?: string;
  value?: unknown;
  [child: string]: unknown;
}

function* walk(node: unknown): Generator<Node> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && typeof node.type === 'string') yield node as Node;
  for (const child of Object.values(node)) yield* walk(child);
}

const hasLetters = (text: string) => /\p{L}/u.test(text.replaceAll(/&\w+;/g, ''));

function wordsIn(file: string): string[] {
  const root: AST.Root = parse(readFileSync(file, 'utf8'), { modern: true });
  const words: string[] = [];
  for (const node of walk(root.fragment)) {
    if (node.type === 'Attribute' && !SPOKEN.has(node.name ?? '')) node.value = [];
    if (node.type === 'Text' && hasLetters(node.data ?? '')) words.push(node.data ?? '');
  }
  return words;
}

test.each(components)('%s has no words of its own', (file) => {
  expect(wordsIn(file)).toEqual([]);
});

test('words in a component would be found', () => {
  const words = [...walk(parse('<p>Hello</p>', { modern: true }).fragment)].filter(
    (node) => node.type === 'Text',
  );
  expect(words.map((node) => node.data)).toEqual(['Hello']);
});

test('no message is left over', () => {
  const isUsed = (key: string) => {
    const dash = [...key.matchAll(/-/g)].map((match) => match.index);
    // Either by its whole name, or as a beginning with the rest filled in: `category-${…}`.
    return (
      sources.includes(`'${key}'`) ||
      dash.some((at) => sources.includes(`\`${key.slice(0, at + 1)}\${`)) ||
      (ofRust.has(key) && new RegExp(`${nameInRust(key)}\\b`).test(pages))
    );
  };
  expect([...messagesOf('en').keys()].filter((key) => !isUsed(key) && key !== 'app-name')).toEqual([]);
});
