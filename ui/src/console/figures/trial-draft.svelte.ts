import type { CountedCategory, NewsText, TrialOrder } from '../../lib/backend/generated/types';
import { fromLocalInput, toLocalInput } from '../../lib/ui/local-input';

const DAY_MS = 86_400_000;
/** How long a trial lasts unless somebody says otherwise, in days: eight weeks, in which weekdays and pay days even out. */
const LASTS_DAYS = 56;
/** How many pairs unless somebody says otherwise. */
const PAIRS = 12;
/** The fewest and the most pairs. */
export const PAIRS_MIN = 3;
export const PAIRS_MAX = 100;

/** A part that must be filled in. */
export type Missing = 'categories' | 'from' | 'until' | 'pairs';

const dayOf = (atMs: number) => toLocalInput(new Date(atMs).toISOString()).slice(0, 'yyyy-mm-dd'.length);
const keyOf = ({ source, name }: CountedCategory) => JSON.stringify([source ?? null, name]);

/** A trial while it is written. */
export class TrialDraft {
  /** A new trial has its id from the beginning, so that trying again never makes a second one. */
  readonly id: string = crypto.randomUUID();
  texts = $state<NewsText[]>([]);
  /** Days on the wall, as `<input type="date">` gives them. */
  from = $state('');
  until = $state('');
  pairs = $state(PAIRS);
  categories = $state.raw<CountedCategory[]>([]);

  /** The first of `languages` must be filled in; the others only if they are begun. From tomorrow on. */
  constructor(nowMs: number, languages: readonly string[]) {
    this.texts = languages.map((language) => ({ language, title: '', text: '' }));
    this.from = dayOf(nowMs + DAY_MS);
    this.until = dayOf(nowMs + (1 + LASTS_DAYS) * DAY_MS);
  }

  counts(category: CountedCategory): boolean {
    return this.categories.some((one) => keyOf(one) === keyOf(category));
  }

  /** Has a category counted, or not. */
  choose(category: CountedCategory, isIn: boolean): void {
    const others = this.categories.filter((one) => keyOf(one) !== keyOf(category));
    this.categories = isIn ? [...others, category] : others;
  }

  /** What is missing of the words, with its language. */
  get missingWords(): { language: string; field: 'title' | 'text' }[] {
    return this.#begun().flatMap((text) =>
      (['title', 'text'] as const)
        .filter((field) => text[field].trim() === '')
        .map((field) => ({ language: text.language, field })),
    );
  }

  /** What else is missing or wrong. */
  get missing(): Missing[] {
    const hasPairs = Number.isInteger(this.pairs) && this.pairs >= PAIRS_MIN && this.pairs <= PAIRS_MAX;
    return [
      ...(this.categories.length > 0 ? [] : (['categories'] as const)),
      ...(this.from !== '' ? [] : (['from'] as const)),
      ...(this.until > this.from ? [] : (['until'] as const)),
      ...(hasPairs ? [] : (['pairs'] as const)),
    ];
  }

  /** The order, with its categories as the server sorts them: what is reported here first. `null` while a day is missing. */
  order(): TrialOrder | null {
    const starts_at = fromLocalInput(`${this.from}T00:00`);
    const ends_at = fromLocalInput(`${this.until}T00:00`);
    if (starts_at === null || ends_at === null) return null;
    const texts = this.#begun().map(({ language, title, text }) => ({ language, title, text }));
    const categories = [...this.categories].sort(
      (one, next) => compare(one.source ?? '', next.source ?? '') || compare(one.name, next.name),
    );
    return { texts, categories, starts_at, ends_at, assignment: 'matched_pairs', pairs: this.pairs };
  }

  #begun(): NewsText[] {
    return this.texts.filter(({ title, text }, place) => place === 0 || (title + text).trim() !== '');
  }
}

/** By the numbers of the letters, as the server does, and not by the customs of a language. */
const compare = (one: string, next: string) => (one < next ? -1 : Number(one > next));
