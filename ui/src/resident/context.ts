import { createContext } from 'svelte';
import type { ResidentBackend } from '../lib/backend/backend';
import type { Scope } from '../lib/backend/generated/types';
import { watch, type Resource } from '../lib/ui/resource.svelte';
import type { DraftBook } from './drafts/draft-book';
import type { DraftInHand } from './drafts/draft-in-hand.svelte';

export const [getBackend, setBackend] = createContext<ResidentBackend>();
export const [getBook, setBook] = createContext<DraftBook>();
export const [getDraft, setDraft] = createContext<DraftInHand>();

/** Reads through the door, and again when one of the scopes changes. Called while a component is set up. */
export function read<T>(
  scopes: readonly Scope[],
  ask: (backend: ResidentBackend) => Promise<T>,
): Resource<T> {
  const backend = getBackend();
  return watch(
    () => ask(backend),
    (reload) =>
      backend.onChange((change) => {
        if (scopes.includes(change.scope)) reload();
      }),
  );
}
