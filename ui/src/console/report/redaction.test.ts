import { describe, expect, test } from 'vitest';
import { joined, spanIn, without } from './redaction';

describe('what is selected', () => {
  test('is counted in letters, also behind signs that take two places in the browser', () => {
    const text = '🚲🚲 of Ana';
    const start = text.indexOf('Ana');
    expect(spanIn(text, start, start + 3)).toEqual({ from: 6, to: 9 });
  });

  test('is nothing where only the caret stands', () => {
    expect(spanIn('Ana', 1, 1)).toBeNull();
  });
});

describe('what stays of a text', () => {
  test('has a mark in the place of each span', () => {
    const spans = [
      { from: 0, to: 3 },
      { from: 8, to: 11 },
    ];
    expect(without('Ana and Bea 🚲', spans)).toBe('▇▇▇ and ▇▇▇ 🚲');
  });

  test('has one mark where spans meet', () => {
    const spans = [
      { from: 4, to: 9 },
      { from: 0, to: 5 },
    ];
    expect(joined(spans)).toEqual([{ from: 0, to: 9 }]);
  });
});
