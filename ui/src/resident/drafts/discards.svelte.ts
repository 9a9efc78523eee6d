import { BackendError } from '../../lib/backend/failure';

/** How long a thrown away draft can be taken back, in milliseconds; leaving the list ends it sooner. */
export const TAKE_BACK_MS = 10_000;

/** Drafts that were thrown away a moment ago. They are still on the device, so taking back loses nothing. */
export class Discards {
  failure = $state.raw<BackendError | null>(null);

  #discard: (id: string) => Promise<void>;
  #ids = $state.raw<ReadonlySet<string>>(new Set());
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(discard: (id: string) => Promise<void>) {
    this.#discard = discard;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids = new Set([...this.#ids, id]);
    this.#timers.set(
      id,
      setTimeout(() => void this.#discardNow(id), TAKE_BACK_MS),
    );
  }

  takeBack(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#ids = new Set([...this.#ids].filter((other) => other !== id));
  }

  /** Throws away at once all that still could be taken back. */
  async finish(): Promise<void> {
    await Promise.all([...this.#timers.keys()].map((id) => this.#discardNow(id)));
  }

  async #discardNow(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    try {
      await this.#discard(id);
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
      this.takeBack(id);
    }
  }
}
