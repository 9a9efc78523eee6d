import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { keysSource, messagesOf, rooms } from '../../../scripts/keys.mjs';
import { languages } from './strings.svelte';

const english = messagesOf('en');

test('the generated keys are those of the English files', () => {
  expect(readFileSync('src/lib/i18n/keys.ts', 'utf8')).toBe(keysSource());
});

describe.each(languages.filter((language) => language !== 'en'))('in %s', (language) => {
  const messages = messagesOf(language);

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
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const room of rooms) {
    bundle.addResource(new FluentResource(readFileSync(`../locales/${language}/${room}.ftl`, 'utf8')));
  }

  test.each([0, 1, 2, 5])('can be written with a count of %s', (count) => {
    for (const [key, names] of messagesOf(language)) {
      const errors: Error[] = [];
      const args = Object.fromEntries(names.map((name) => [name, name === 'count' ? count : `<${name}>`]));
      const pattern = bundle.getMessage(key)?.value;
      const text = pattern == null ? '' : bundle.formatPattern(pattern, args, errors);
      expect(errors, key).toEqual([]);
      expect(text.trim(), key).not.toBe('');
      // What was passed in to be shown is shown.
      for (const name of names.filter((name) => name !== 'count')) expect(text, key).toContain(`<${name}>`);
    }
  });
});
