import type { DraftInHand } from './draft-in-hand.svelte';

/** Where a report goes on once it is said what it is about. */
export function stepAfter(draft: DraftInHand): string {
  const asksFirst = draft.category === 'suspicious_activity' && draft.behaviours.length === 0;
  return asksFirst ? `/drafts/${draft.id}/behaviour` : `/drafts/${draft.id}`;
}
