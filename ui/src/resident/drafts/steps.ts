import type { DraftInHand } from './draft-in-hand.svelte';

/** Where a report goes on once it is said what it is about. */
export function stepAfter(draft: DraftInHand): string {
  const asksFirst = draft.category === 'suspicious_activity' && draft.behaviours.length === 0;
  return asksFirst ? `/drafts/${draft.id}/behaviour` : `/drafts/${draft.id}`;
}

/** Where a report goes on right after it is chosen what it is about: a worry about somebody is asked about first. */
export function firstStep(draft: DraftInHand): string {
  return draft.category === 'wellbeing' ? `/drafts/${draft.id}/wellbeing` : stepAfter(draft);
}
