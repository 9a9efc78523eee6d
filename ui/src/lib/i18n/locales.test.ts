import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generated, messagesOf, rooms, spokenByRust } from '../../../scripts/keys.mjs';
import { bundleOf } from './bundle';
import { languages } from './strings.svelte';

/** What there are words for: pages, and what Rust says by itself. */
const files = [...new Set([...rooms, ...spokenByRust])];
const english = messagesOf('en', files);

test.each(generated)('the generated %s has the keys of the English files', (path, source) => {
  expect(readFileSync(path, 'utf8')).toBe(source());
});

describe.each(languages.filter((language) => language !== 'en'))('in %s', (language) => {
  const messages = messagesOf(language, files);

  test('there is every message and no other', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('each message takes the same arguments', () => {
    for (const [key, names] of messages) {
      // A plural that one language needs and another does not is no difference.
      const withoutCount = (all: readonly string[] = []) => all.filter((name) => name !== 'count');
      expect(withoutCount(names), key).toEqual(withoutCount(english.get(key)));
    }
  });
});

describe.each(languages)('every message in %s', (language) => {
  const read = (file: string) => readFileSync(`../locales/${language}/${file}.ftl`, 'utf8');
  const bundle = bundleOf(language, files.map(read));

  test.each([0, 1, 2, 5, 11, 100])('can be written with a count of %s', (count) => {
    for (const [key, names] of messagesOf(language, files)) {
      const errors: Error[] = [];
      const args = Object.fromEntries(names.map((name) => [name, name === 'count' ? count : `<${name}>`]));
      const pattern = bundle.getMessage(key)?.value;
      const text = pattern == null ? '' : bundle.formatPattern(pattern, args, errors);
      expect(errors, key).toEqual([]);
      expect(text.trim(), key).not.toBe('');
      // What was passed in to be shown is shown; a count chooses, and so does this day. A language may say none, one and
      // two in words.
      const chooses = (name: string) => name === 'count' || (name === 'day' && key === 'tell-day');
      const isSaid = (name: string) => chooses(name) || (name === 'shown' && count <= 2);
      for (const name of names.filter((name) => !isSaid(name))) expect(text, key).toContain(`<${name}>`);
    }
  });
});
