import type { ResidentBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { Category, Draft, Saved } from '../../lib/backend/generated/types';
import { DraftInHand } from './draft-in-hand.svelte';
import { SharedPhotos } from './shared-photos.svelte';

/** The drafts on the device, of which at most one is in hand. */
export class DraftBook {
  /** They go into the next report that is begun. */
  readonly shared: SharedPhotos;
  #backend: ResidentBackend;
  #inHand: DraftInHand | null = null;
  /** The draft in hand while it is being put down, unless somebody comes back to it. */
  #leaving: DraftInHand | null = null;

  constructor(backend: ResidentBackend) {
    this.#backend = backend;
    this.shared = new SharedPhotos(backend);
  }

  /** The draft in hand, if it is this one. */
  inHand(id: string | undefined): DraftInHand | null {
    return this.#inHand?.id === id ? this.#inHand : null;
  }

  /** Begins a report. */
  async begin(category: Category): Promise<DraftInHand> {
    await this.putDown();
    const draft = await this.#backend.startDraft(category);
    const inHand = (this.#inHand = new DraftInHand(this.#backend, draft, true));
    inHand.photos.add(this.shared.take());
    return inHand;
  }

  /** Goes on with a draft; `null` when it is no longer there. */
  async open(id: string): Promise<DraftInHand | null> {
    const inHand = this.inHand(id);
    if (inHand !== null) {
      this.#leaving = null;
      return inHand;
    }
    // What waits to be kept is kept before anything is read.
    await this.putDown();
    const draft = await this.#backend.draft(id);
    return draft === null ? null : this.take(draft);
  }

  /** Takes a draft in hand. */
  take(draft: Draft): DraftInHand {
    return (this.#inHand = new DraftInHand(this.#backend, draft));
  }

  /** Leaves the draft in hand: what it says is kept, and one that says nothing goes. */
  async putDown(): Promise<void> {
    const draft = this.#inHand;
    if (draft === null) return;
    if (draft.isUntouched) {
      this.#inHand = null;
      // What could not be thrown away is offered as a draft, which does no harm.
      await this.#backend.discardDraft(draft.id).catch(() => undefined);
      return;
    }
    this.#leaving = draft;
    const isKept = await draft.flush();
    // What the device could not keep stays here, for a second try.
    if (isKept && this.#leaving === draft) this.#inHand = null;
  }

  /** Every draft, the one changed last first, with all that was said in it up to now. */
  async all(): Promise<Draft[]> {
    await this.putDown();
    return this.#backend.drafts();
  }

  /** Turns a draft into a report. Its photos and its last words go with it, or nothing happens. */
  async submit(draft: DraftInHand): Promise<Saved> {
    if (!(await draft.flush())) throw draft.failure ?? new BackendError('internal');
    const saved = await this.#backend.submitDraft(draft.id);
    this.#inHand = null;
    return saved;
  }

  async discard(draft: DraftInHand): Promise<void> {
    await this.#backend.discardDraft(draft.id);
    this.#inHand = null;
  }
}
