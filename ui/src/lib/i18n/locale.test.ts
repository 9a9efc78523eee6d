import { describe, expect, test } from 'vitest';
import { isRightToLeft, pickCustoms, pickLanguage, pickText } from './locale';

const available = ['en', 'es'];

describe('the language of the words', () => {
  test('is the one that was chosen', () => {
    expect(pickLanguage('es', ['en-GB'], available)).toBe('es');
  });

  test('is else the first of the system that has words', () => {
    expect(pickLanguage(null, ['fr-FR', 'es-MX', 'en'], available)).toBe('es');
  });

  test.each([[['C']], [['']], [[]], [['fr']], [['not a tag']]])(
    'is English for a system that says %j',
    (ofSystem) => {
      expect(pickLanguage(null, ofSystem, available)).toBe('en');
    },
  );
});

test('a language that nobody speaks is taken where it is asked for, and only there', () => {
  expect(pickLanguage('en-XA', [], available)).toBe('en-XA');
  expect(pickLanguage(null, ['ar-XB'], available)).toBe('ar-XB');
  expect(pickLanguage(null, ['en-GB'], available)).toBe('en');
});

describe('the customs of dates and numbers', () => {
  test('are those of the region, if it speaks the language', () => {
    expect(pickCustoms('en', ['en-GB'])).toBe('en-GB');
    expect(pickCustoms('es', ['en-GB'])).toBe('es');
  });

  test('survive a system without a locale', () => {
    expect(pickCustoms('en', ['C'])).toBe('en');
  });
});

describe('the text to show', () => {
  const text = (language: string) => ({ language });

  test.each([
    ['es', ['en', 'es'], 'es'],
    ['es-MX', ['en', 'es'], 'es'],
    ['en', ['en-GB', 'es'], 'en-GB'],
    ['uk', ['es', 'en'], 'en'],
    ['uk', ['es', 'fr'], 'es'],
  ])('for a reader of %s out of %j is %s', (reader, languages, shown) => {
    expect(pickText(languages.map(text), reader)?.language).toBe(shown);
  });

  test('is none when there is none', () => {
    expect(pickText([], 'en')).toBeUndefined();
  });
});

test('Arabic runs from right to left', () => {
  expect(isRightToLeft('ar-EG')).toBe(true);
  expect(isRightToLeft('es')).toBe(false);
});
