import type { DeskBackend, DeskNews, StreamState } from '../lib/backend/backend';

/** The one live stream of the page, passed on to whichever screens listen. */
export class Live {
  state = $state<StreamState>('connecting');
  #listeners = new Set<(news: DeskNews) => void>();

  /** Nothing arrives. */
  get isLost(): boolean {
    return this.state === 'lost' || this.state === 'refused';
  }

  /** Opens the stream; returns what closes it. */
  open(backend: DeskBackend): () => void {
    return backend.listen(
      (news) => {
        for (const listener of this.#listeners) listener(news);
      },
      (state) => {
        this.state = state;
        // A refused stream does not say why. If the session has ended, this call is refused for it.
        if (state === 'refused') void backend.me().catch(() => undefined);
      },
    );
  }

  onNews(listener: (news: DeskNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
