/** What a key asks of the desk. */
export type DeskKey = 'down' | 'up' | 'back' | 'select' | 'search' | 'help';

const KEYS: Readonly<Record<string, DeskKey>> = {
  j: 'down',
  k: 'up',
  x: 'select',
  '/': 'search',
  '?': 'help',
  Escape: 'back',
};

/**
 * What was asked by a key; nothing while somebody types, with Ctrl and its like, where a dialog is open, or
 * where what has the focus took the key for itself.
 */
export function askedBy(event: KeyboardEvent): DeskKey | null {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
  // A box that is ticked is not typed into.
  const isBox = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
  const isTaken = event.defaultPrevented || document.querySelector('dialog[open]') !== null;
  if ((isTyping && !isBox) || isTaken || event.ctrlKey || event.metaKey || event.altKey) return null;
  return KEYS[event.key] ?? null;
}
