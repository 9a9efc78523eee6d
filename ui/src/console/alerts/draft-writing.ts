import type { DeskBackend } from '../../lib/backend/backend';
import { Operation } from '../operation';
import type { AlertDraft } from './alert-draft.svelte';

/** A draft's way to the server. Pressing twice, or again after a lost answer, is one write. */
export class DraftWriting {
  readonly #sending = new Operation();
  readonly #keeping = new Operation();
  readonly #submitting = new Operation();

  constructor(readonly backend: DeskBackend) {}

  /** Sends what needs nobody else. */
  async send(draft: AlertDraft): Promise<void> {
    const content = draft.content();
    if (draft.revision === null) return this.backend.publishAlert(draft.id, content);
    const body = { revision: draft.revision, content };
    return this.backend.updateAlert(draft.id, this.#sending.idFor(body), body);
  }

  /** Keeps it for later, or for somebody else. */
  async keep(draft: AlertDraft): Promise<void> {
    const body = {
      revision: draft.revision ?? 0,
      content: draft.content(),
      ...(draft.sendAt !== null && { send_at: draft.sendAt }),
    };
    const kept = await this.backend.keepAlert(draft.id, this.#keeping.idFor(body), body);
    draft.revision = kept.revision;
    this.#keeping.done();
  }

  /** Keeps it, and has it sent when its time comes or when a second person has approved it. */
  async propose(draft: AlertDraft): Promise<void> {
    await this.keep(draft);
    const body = { revision: draft.revision ?? 0 };
    return this.backend.submitAlert(draft.id, this.#submitting.idFor(body), body);
  }
}
