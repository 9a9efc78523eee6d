import { afterEach, expect, test } from 'vitest';
import { day } from './format';
import { t, strings } from './strings.svelte';

afterEach(async () => {
  await strings.use('en', ['shared', 'first', 'figures', 'resident', 'console']);
});

test('in en-XA every letter of the words has an accent, and what is filled in has none', async () => {
  await strings.use('en-XA', ['shared', 'first']);
  expect(t('try-again')).toBe('Ţŕý ááĝááííñ');
  expect(t('call', { number: 'Mill 112' })).toBe('Çááļļ Mill 112');
  expect(document.documentElement.lang).toBe('en-XA');
});

test('in en-XA a date has no English word either', async () => {
  await strings.use('en-XA', ['shared']);
  expect(day('2026-11-26T12:00:00Z')).not.toMatch(/[a-z]{2}/i);
});

test('in ar-XB the words run from right to left, and so does the page', async () => {
  await strings.use('ar-XB', ['shared', 'resident']);
  expect(t('try-again')).toBe('\u202eTry again\u202c');
  expect(document.documentElement.dir).toBe('rtl');
});
