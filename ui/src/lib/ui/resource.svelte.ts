import { untrack } from 'svelte';
import { BackendError } from '../backend/failure';

/** A screen that has nothing to show after this long shows that it is working, in milliseconds. */
export const SLOW_MS = 300;

/** Something that is read, and read again when it may have changed. */
export class Resource<T> {
  /** What was last read; it stays when a later reading fails. */
  value = $state.raw<T | undefined>(undefined);
  /** Why the last reading failed. */
  failure = $state.raw<BackendError | null>(null);
  /** Nothing was read yet, and it takes a while. */
  slow = $state(false);

  #read: () => Promise<T>;
  #reading = false;
  #again = false;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** Reads. While a reading is under way one more is remembered: so an older answer never comes last. */
  reload = async (): Promise<void> => {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    const timer = setTimeout(() => (this.slow = this.value === undefined), SLOW_MS);
    try {
      do {
        this.#again = false;
        await this.#readOnce();
      } while (this.#again);
    } finally {
      clearTimeout(timer);
      this.slow = false;
      this.#reading = false;
    }
  };

  async #readOnce(): Promise<void> {
    try {
      this.value = await this.#read();
      this.failure = null;
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
    }
  }
}

/**
 * Reads while the component lives, and again whenever `listen` tells. Called while a component is set up.
 */
export function watch<T>(read: () => Promise<T>, listen: (reload: () => void) => () => void): Resource<T> {
  const resource = new Resource(read);
  $effect(() => {
    untrack(() => void resource.reload());
    return listen(() => void resource.reload());
  });
  return resource;
}
