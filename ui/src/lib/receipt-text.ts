/** A receipt's letters and digits (Crockford's Base32: no I, L, O or U). */
const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{20}$/;

/** In groups of five, so that people can read it out and copy it from paper. */
export function groupReceipt(receipt: string): string {
  return receipt.match(/.{1,5}/g)?.join('-') ?? receipt;
}

/** What people mistake for each other when they copy by hand. */
const asCrockford = (text: string) => text.replaceAll(/[IL]/g, '1').replaceAll('O', '0');

/** A receipt as people type it; `null` when it cannot be one. */
export function readReceipt(typed: string): string | null {
  const receipt = asCrockford(typed.toUpperCase().replaceAll(/[\s\-–—.]/g, ''));
  return RECEIPT.test(receipt) ? receipt : null;
}

/** A report's short name as people type it: `aq 7k2m9` is `AQ-7K2M9`; `null` when it cannot be one. */
export function readReference(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s\-–—.]/g, '');
  // The area's own letters come first, and there an O is an O.
  const [, area, rest] = /^([A-Z]{2,3})([0-9A-TV-Z]{5})$/.exec(plain) ?? [];
  return area === undefined || rest === undefined ? null : `${area}-${asCrockford(rest)}`;
}
