/**
 * The id of a write. It stays the same while the same content is tried again, so that an answer that was
 * lost on its way does not make two writes; another content is another write.
 */
export class Operation {
  #id: string = crypto.randomUUID();
  #content: string | null = null;

  idFor(content: unknown): string {
    const now = JSON.stringify(content);
    if (this.#content !== null && this.#content !== now) this.#id = crypto.randomUUID();
    this.#content = now;
    return this.#id;
  }

  /** The write is done: the next one is another. */
  done(): void {
    this.#id = crypto.randomUUID();
    this.#content = null;
  }
}
