import { BackendError } from '../lib/backend/failure';
import { deskWords } from './desk-words';

/** What stood in the way of a try: it is to be seen before it is written over. */
export interface Obstacle<T> {
  /** Somebody changed it, or an earlier try had published it already. */
  why: 'changed' | 'published';
  /** What it says now. */
  now: T;
}

/** A form's way to the server: one try at a time, and what came of the last one. */
export class Submission<T> {
  busy = $state(false);
  wrong = $state<string | null>(null);
  obstacle = $state.raw<Obstacle<T> | null>(null);

  /** Tries to write; `readNow` reads what stood in the way. Whether it was taken. */
  async send(write: () => Promise<void>, readNow: () => Promise<T>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = null;
    try {
      await write();
      return true;
    } catch (thrown) {
      await this.#explain(BackendError.from(thrown), readNow);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #explain(failure: BackendError, readNow: () => Promise<T>): Promise<void> {
    const isPublished = failure.code === 'conflict';
    if (!isPublished && failure.kind !== 'changed_meanwhile') {
      this.wrong = deskWords(failure);
      return;
    }
    try {
      this.obstacle = { why: isPublished ? 'published' : 'changed', now: await readNow() };
    } catch (thrown) {
      // Nothing to show: the next try meets the same obstacle.
      this.wrong = deskWords(BackendError.from(thrown));
    }
  }
}
