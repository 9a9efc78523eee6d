import type { News, NewsContent, NewsText, Picture } from '../../lib/backend/generated/types';

/** A field that must be filled in. */
export type Needed = 'title' | 'text' | 'picture_description';

/** An item of news while it is written. */
export class NewsDraft {
  /** Its id; a new one has it from the beginning, so that trying again never publishes a second item. */
  readonly id: string;
  /** The revision that was seen by whoever writes; `null` while it is not published. */
  revision = $state<number | null>(null);
  picture = $state.raw<Picture | null>(null);
  /** Residents asked for what it tells. */
  initiative = $state(false);
  texts = $state<NewsText[]>([]);

  /** The first of `languages` must be filled in; the others only if they are begun. */
  constructor(languages: readonly string[], item?: News) {
    const written = item?.content.texts ?? [];
    const all = [...new Set([...written.map((text) => text.language), ...languages])];
    this.texts = all.map((language) => ({
      ...(written.find((text) => text.language === language) ?? { language, title: '', text: '' }),
    }));
    this.id = item?.id ?? crypto.randomUUID();
    this.revision = item?.revision ?? null;
    this.picture = item?.content.picture ?? null;
    this.initiative = item?.content.initiative ?? false;
  }

  /** What is missing, with its language. */
  get missing(): { language: string; field: Needed }[] {
    const needed: Needed[] =
      this.picture === null ? ['title', 'text'] : ['title', 'text', 'picture_description'];
    return this.#begun().flatMap((text) =>
      needed
        .filter((field) => (text[field] ?? '').trim() === '')
        .map((field) => ({ language: text.language, field })),
    );
  }

  content(): NewsContent {
    return {
      ...(this.picture !== null && { picture: this.picture }),
      ...(this.initiative && { initiative: true }),
      texts: this.#begun().map((text) => this.#told(text)),
    };
  }

  /**
   * Without a picture nothing is said of one, and only an initiative changes something; what was written stays in the
   * form, should it be needed after all.
   */
  #told(text: NewsText): NewsText {
    const { picture_description, outcome, ...told } = $state.snapshot(text);
    return {
      ...told,
      ...(this.picture !== null && picture_description != null && { picture_description }),
      ...(this.initiative && outcome != null && outcome.trim() !== '' && { outcome }),
    };
  }

  #begun(): NewsText[] {
    const words = ({ title, text, picture_description }: NewsText) =>
      title + text + (this.picture === null ? '' : (picture_description ?? ''));
    return this.texts.filter((text, place) => place === 0 || words(text).trim() !== '');
  }
}
