import { expect, test } from 'vitest';
import { readReceipt } from '../../lib/receipt-text';
import { newReceipt } from './new-receipt';

test('a receipt is one that the app reads, whatever the random bytes are', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, place) => place * 13);
  expect(readReceipt(newReceipt(bytes))).toBe(newReceipt(bytes));
  expect(new Set(newReceipt(Uint8Array.from({ length: 256 }, (_, byte) => byte)))).toHaveProperty('size', 32);
});
