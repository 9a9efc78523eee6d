/** Crockford's Base32: no I, L, O or U, which people mistake for others when they hear or copy them. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt of as many letters as there are random bytes; five bits of each byte count. */
export function newReceipt(random: Uint8Array): string {
  return [...random].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
