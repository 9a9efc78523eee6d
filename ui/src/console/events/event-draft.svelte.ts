import type { Event, EventContent, EventKind, EventText, Picture } from '../../lib/backend/generated/types';

/** A field that must be filled in. */
export type Needed = 'title' | 'description' | 'picture_description' | 'starts' | 'ends' | 'place';

/** An event while it is written. */
export class EventDraft {
  /** Its id; a new one has it from the beginning, so that trying again never publishes a second event. */
  readonly id: string;
  /** The revision that was seen by whoever writes; `null` while it is not published. */
  revision = $state<number | null>(null);
  /** The zone in which its times are typed and told. */
  readonly timeZone: string;
  kind = $state<EventKind>('safety_event');
  startsAt = $state<string | null>(null);
  endsAt = $state<string | null>(null);
  place = $state('');
  capacity = $state<number | null>(null);
  /** Spoken there. */
  languages = $state<string[]>([]);
  picture = $state.raw<Picture | null>(null);
  texts = $state<EventText[]>([]);
  #rest: Pick<EventContent, 'point'> = {};

  /** The first of `languages` must be filled in; the others only if they are begun. */
  constructor(languages: readonly string[], timeZone: string, event?: Event) {
    const content = event?.content;
    const written = content?.texts ?? [];
    const all = [...new Set([...written.map((text) => text.language), ...languages])];
    this.texts = all.map((language) => ({
      ...(written.find((text) => text.language === language) ?? { language, title: '', description: '' }),
    }));
    this.timeZone = content?.time_zone ?? timeZone;
    this.id = event?.id ?? crypto.randomUUID();
    this.revision = event?.revision ?? null;
    if (content === undefined) return;
    this.kind = content.kind;
    this.startsAt = content.starts_at;
    this.endsAt = content.ends_at;
    this.place = content.place;
    this.capacity = content.capacity ?? null;
    this.languages = [...(content.languages ?? [])];
    this.picture = content.picture ?? null;
    // What the form does not show stays as it is.
    if (content.point != null) this.#rest = { point: content.point };
  }

  /** What is missing; a text's field with its language. */
  get missing(): { language: string | null; field: Needed }[] {
    const needed =
      this.picture === null
        ? (['title', 'description'] as const)
        : (['title', 'description', 'picture_description'] as const);
    const ofTexts = this.#begun().flatMap((text) =>
      needed
        .filter((field) => (text[field] ?? '').trim() === '')
        .map((field) => ({ language: text.language, field })),
    );
    const plain: Needed[] = [];
    if (this.startsAt === null) plain.push('starts');
    if (this.endsAt === null) plain.push('ends');
    if (this.place.trim() === '') plain.push('place');
    return [...ofTexts, ...plain.map((field) => ({ language: null, field }))];
  }

  content(): EventContent {
    return {
      ...this.#rest,
      kind: this.kind,
      starts_at: this.startsAt ?? '',
      ends_at: this.endsAt ?? '',
      time_zone: this.timeZone,
      place: this.place.trim(),
      ...(this.capacity !== null && { capacity: this.capacity }),
      ...(this.languages.length > 0 && { languages: $state.snapshot(this.languages) }),
      ...(this.picture !== null && { picture: this.picture }),
      texts: this.#begun().map((text) => this.#told(text)),
    };
  }

  /** Without a picture nothing is said of one; what was written stays in the form, should one come after all. */
  #told(text: EventText): EventText {
    const { picture_description, ...told } = $state.snapshot(text);
    return this.picture === null || picture_description == null ? told : { ...told, picture_description };
  }

  #begun(): EventText[] {
    const words = ({ title, description, picture_description }: EventText) =>
      title + description + (this.picture === null ? '' : (picture_description ?? ''));
    return this.texts.filter((text, place) => place === 0 || words(text).trim() !== '');
  }
}
