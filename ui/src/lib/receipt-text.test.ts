import { describe, expect, test } from 'vitest';
import { groupReceipt, readReceipt, readReference } from './receipt-text';

describe('a receipt', () => {
  test.each([
    ['7K2M9-QXW4E-5RTY6-PAS8D'],
    ['7k2m9qxw4e5rty6pas8d'],
    ['  7K2M9 QXW4E 5RTY6 PAS8D '],
    ['7K2M9–QXW4E–5RTY6–PAS8D'],
  ])('typed as %j is read', (typed) => {
    expect(readReceipt(typed)).toBe('7K2M9QXW4E5RTY6PAS8D');
  });

  test('is read when an O was copied for a 0, and an I or an L for a 1', () => {
    expect(readReceipt('ooooo-iiiii-lllll-01AZ9')).toBe('00000111111111101AZ9');
  });

  test.each([[''], ['7K2M9'], ['7K2M9-QXW4E-5RTY6-PAS8U'], ['7K2M9-QXW4E-5RTY6-PAS8D9']])(
    '%j is none',
    (typed) => {
      expect(readReceipt(typed)).toBeNull();
    },
  );

  test('survives being shown and typed again', () => {
    expect(readReceipt(groupReceipt('7K2M9QXW4E5RTY6PAS8D'))).toBe('7K2M9QXW4E5RTY6PAS8D');
  });
});

describe('a report’s number', () => {
  test.each([
    ['AQ-7K2M9', 'AQ-7K2M9'],
    ['aq7k2m9', 'AQ-7K2M9'],
    [' aq 7k2m9 ', 'AQ-7K2M9'],
    ['AQ-7K2MO', 'AQ-7K2M0'],
    // In the area's own letters an O and an L are what they are.
    ['lol-oil42', 'LOL-01142'],
    ['AQB7K2M9', 'AQB-7K2M9'],
  ])('typed as %j is %s', (typed, name) => {
    expect(readReference(typed)).toBe(name);
  });

  test.each([[''], ['AQ'], ['7K2M9'], ['AQ-7K2M'], ['ABCD-7K2M9'], ['AQ-7K2MU']])('%j is none', (typed) => {
    expect(readReference(typed)).toBeNull();
  });
});
