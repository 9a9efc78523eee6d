import { createSubscriber } from 'svelte/reactivity';

/** A time that templates can read and that moves while anybody looks at it. */
class Clock {
  #subscribe: () => void;

  constructor(tickMs: number) {
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, tickMs);
      return () => clearInterval(timer);
    });
  }

  /** Milliseconds since the Unix epoch. */
  get nowMs(): number {
    this.#subscribe();
    return Date.now();
  }
}

/** For "10 min ago". */
export const minutes = new Clock(15_000);
/** For a countdown. */
export const seconds = new Clock(250);
