/** What was begun about a report, and is not sent. */
export interface Draft {
  /** To the resident. */
  message: string;
  /** For staff alone. */
  note: string;
}

const NOTHING: Draft = { message: '', note: '' };

/**
 * Drafts by report, in memory alone: they outlast another report that is looked at meanwhile, and a session that
 * ends, but not the page. What is said about a resident is not left behind on a machine that many use.
 */
class Drafts {
  #all = $state.raw<ReadonlyMap<string, Draft>>(new Map());

  of(id: string): Draft {
    return this.#all.get(id) ?? NOTHING;
  }

  write(id: string, change: Partial<Draft>): void {
    const draft = { ...this.of(id), ...change };
    const all = new Map(this.#all);
    if (draft.message === '' && draft.note === '') all.delete(id);
    else all.set(id, draft);
    this.#all = all;
  }
}

export const drafts = new Drafts();
