import type { Event, EventContent, EventKind, EventText } from '../../lib/backend/generated/types';

/** A field that must be filled in. */
export type Needed = 'title' | 'description' | 'starts' | 'ends' | 'place';

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
    // What the form does not show stays as it is.
    if (content.point != null) this.#rest = { point: content.point };
  }

  /** What is missing; a text's field with its language. */
  get missing(): { language: string | null; field: Needed }[] {
    const ofTexts = this.#begun().flatMap((text) =>
      (['title', 'description'] as const)
        .filter((field) => text[field].trim() === '')
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
      texts: this.#begun().map((text) => ({ ...$state.snapshot(text) })),
    };
  }

  #begun(): EventText[] {
    return this.texts.filter((text, place) => place === 0 || (text.title + text.description).trim() !== '');
  }
}
