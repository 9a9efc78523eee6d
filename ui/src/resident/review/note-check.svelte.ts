import type { ResidentBackend } from '../../lib/backend/backend';
import type { NoteReview } from '../../lib/backend/generated/types';

/** What the core finds in a note, looked at when somebody stops writing and when they send. */
export class NoteCheck {
  /** It was to be sent, and was not: the prompt is what comes next. */
  stopped = $state(false);

  #backend: ResidentBackend;
  #note: () => string;
  #found = $state.raw<NoteReview | null>(null);
  /** The note in which it was found. */
  #of = $state('');

  constructor(backend: ResidentBackend, note: () => string) {
    this.#backend = backend;
    this.#note = note;
  }

  /** What was found in the note as it stands now. */
  get found(): NoteReview | null {
    return this.#of === this.#note().trim() ? this.#found : null;
  }

  /** Looks at the note. Returns whether it can be sent as it stands. */
  async look(): Promise<boolean> {
    const note = this.#note().trim();
    this.stopped = false;
    // Without an answer it goes on: the core looks again before it takes the report in.
    const found = note === '' ? null : await this.#backend.reviewNote(note).catch(() => null);
    this.#of = note;
    this.#found = found;
    return found?.concern !== 'appearance_only';
  }
}
