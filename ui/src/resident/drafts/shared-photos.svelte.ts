import type { ResidentBackend } from '../../lib/backend/backend';
import { PHOTOS_MAX } from '../../lib/ui/limits';

/** Pictures that another app shared with this one, until there is a report that they belong to. */
export class SharedPhotos {
  waiting = $state.raw<readonly Blob[]>([]);

  #backend: ResidentBackend;

  constructor(backend: ResidentBackend) {
    this.#backend = backend;
  }

  /** Looks for them; more than one report takes come with the next look. Returns whether any came. */
  async look(): Promise<boolean> {
    const before = this.waiting.length;
    while (this.waiting.length < PHOTOS_MAX) {
      const bytes = await this.#backend.takeSharedPhoto().catch(() => null);
      if (bytes === null) break;
      this.waiting = [...this.waiting, new Blob([Uint8Array.from(bytes)])];
    }
    return this.waiting.length > before;
  }

  /** Hands them over: they wait no longer. */
  take(): readonly Blob[] {
    const { waiting } = this;
    this.waiting = [];
    return waiting;
  }
}
