import { BackendError } from '../backend/failure';

/** How long a change may wait for those that follow it, in milliseconds. Typing makes many. */
export const KEEP_AFTER_MS = 400;

/**
 * Keeps what somebody fills in, soon after each change and never two states at a time: so an older one never
 * lands on a newer one.
 */
export class Keeper<T> {
  /** Why the newest state is not kept yet. */
  failure = $state.raw<BackendError | null>(null);

  #keep: (value: T) => Promise<unknown>;
  /** The newest state as text, kept or not. */
  #newest: string | null = null;
  #waiting: { value: T } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: Promise<boolean> | null = null;

  constructor(keep: (value: T) => Promise<unknown>) {
    this.#keep = keep;
  }

  /** This is kept already. */
  start(value: T): void {
    this.#newest = JSON.stringify(value);
  }

  /** This is to be kept. The first change starts the clock, so that typing on does not put it off. */
  change(value: T): void {
    const text = JSON.stringify(value);
    if (text === this.#newest) return;
    this.#newest = text;
    this.#waiting = { value };
    this.#timer ??= setTimeout(() => void this.flush(), KEEP_AFTER_MS);
  }

  /** Keeps at once what waits. Returns whether everything is kept now. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keeping ??= this.#keepWaiting().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  async #keepWaiting(): Promise<boolean> {
    while (this.#waiting !== null) {
      const newest = this.#waiting;
      this.#waiting = null;
      try {
        await this.#keep(newest.value);
        this.failure = null;
      } catch (thrown) {
        // It waits for the next change or the next asking, unless something newer does already.
        this.#waiting ??= newest;
        this.failure = BackendError.from(thrown);
        return false;
      }
    }
    return true;
  }
}
