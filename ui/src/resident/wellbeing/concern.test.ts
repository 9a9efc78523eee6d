import { expect, test } from 'vitest';
import { withAnswers } from './concern';

const say = (key: string) => `(${key})`;

test('the answers stand before what was written', () => {
  expect(withAnswers('She lives alone.', 'other', true, say)).toBe(
    '(concern-says-other)\n(concern-says-now)\nShe lives alone.',
  );
});

test('other answers take the place of earlier ones', () => {
  const first = withAnswers('She lives alone.', 'other', true, say);
  expect(withAnswers(first, 'other', false, say)).toBe(
    '(concern-says-other)\n(concern-says-not-now)\nShe lives alone.',
  );
});

test('nothing needs to be answered', () => {
  expect(withAnswers('', null, null, say)).toBe('');
});
