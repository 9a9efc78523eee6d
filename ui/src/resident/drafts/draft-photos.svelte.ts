import type { ResidentBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { Draft, Photo } from '../../lib/backend/generated/types';
import { Keeper } from '../../lib/ui/keeper.svelte';
import { PHOTOS_MAX } from '../../lib/ui/limits';

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // It was taken away after it was chosen, or lies in a cloud that does not answer.
    throw new BackendError('invalid', 'photo_unreadable');
  }
}

/** The photos of a draft. */
export class DraftPhotos {
  /** Those that are ready to be sent. */
  list = $state.raw<readonly Photo[]>([]);
  /** How many files are still being prepared. */
  preparing = $state(0);
  /** Why some were not taken, since photos were last added or removed. */
  refused = $state.raw<readonly BackendError[]>([]);

  #backend: ResidentBackend;
  #id: string;
  #queue: Promise<void> = Promise.resolve();
  #descriptions = new Map<string, Keeper<string>>();

  constructor(backend: ResidentBackend, draft: Draft) {
    this.#backend = backend;
    this.#id = draft.id;
    this.list = draft.photos;
  }

  get isEmpty(): boolean {
    return this.list.length === 0 && this.preparing === 0;
  }

  /** How many more fit. */
  get room(): number {
    return Math.max(0, PHOTOS_MAX - this.list.length - this.preparing);
  }

  /** Why a description is not kept. */
  get failure(): BackendError | null {
    const keepers = [...this.#descriptions.values()];
    return keepers.find(({ failure }) => failure !== null)?.failure ?? null;
  }

  /** Takes in files, one after the other: a large picture needs much memory while it is prepared. */
  add(files: readonly Blob[]): void {
    const fitting = files.slice(0, this.room);
    this.refused = fitting.length < files.length ? [new BackendError('invalid', 'photos_too_many')] : [];
    for (const file of fitting) {
      this.preparing += 1;
      this.#queue = this.#queue.then(() => this.#prepare(file));
    }
  }

  async #prepare(file: Blob): Promise<void> {
    try {
      const photo = await this.#backend.attachPhoto(this.#id, await bytesOf(file));
      this.list = [...this.list, photo];
    } catch (thrown) {
      await this.#refuse(thrown);
    } finally {
      this.preparing -= 1;
    }
  }

  async remove(sha256: string): Promise<void> {
    this.refused = [];
    try {
      await this.#backend.detachPhoto(this.#id, sha256);
      this.#descriptions.delete(sha256);
      this.list = this.list.filter((photo) => photo.sha256 !== sha256);
    } catch (thrown) {
      await this.#refuse(thrown);
    }
  }

  /** Says why, and looks at what is really there: nobody may send a photo without seeing it here. */
  async #refuse(thrown: unknown): Promise<void> {
    this.refused = [...this.refused, BackendError.from(thrown)];
    const draft = await this.#backend.draft(this.#id).catch(() => null);
    if (draft !== null) this.list = draft.photos;
  }

  /** Keeps what a photo shows, in words, soon. */
  describe(sha256: string, description: string): void {
    this.list = this.list.map((photo) => (photo.sha256 === sha256 ? { ...photo, description } : photo));
    this.#keeperOf(sha256).change(description.trim());
  }

  #keeperOf(sha256: string): Keeper<string> {
    let keeper = this.#descriptions.get(sha256);
    if (keeper === undefined) {
      keeper = new Keeper((text) => this.#backend.describePhoto(this.#id, sha256, text === '' ? null : text));
      this.#descriptions.set(sha256, keeper);
    }
    return keeper;
  }

  /** Waits for those being prepared. Returns whether none of them was refused. */
  async settle(): Promise<boolean> {
    const refusedBefore = this.refused.length;
    await this.#queue;
    return this.refused.length === refusedBefore;
  }

  /** Keeps the descriptions at once. Returns whether all are kept. */
  async flush(): Promise<boolean> {
    const kept = await Promise.all([...this.#descriptions.values()].map((keeper) => keeper.flush()));
    return kept.every(Boolean);
  }
}
