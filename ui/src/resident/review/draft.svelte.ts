import type { Behaviour, Category, Contact, Place, ReportDraft } from '../../lib/backend/generated/types';

/** What the resident has filled in. It outlives a step back, a failed save and an undo. */
export class Draft {
  behaviours = $state.raw<readonly Behaviour[]>([]);
  /** The place as typed; the last one used until somebody changes it. */
  words = $state('');
  /** When it was seen; `null` for just now. */
  occurredAt = $state<string | null>(null);
  note = $state('');
  anonymous = $state(true);
  name = $state('');
  reach = $state('');
  practice = $state(false);
  /** The report that was saved last, for the case that it is undone. */
  sent: { id: string; report: ReportDraft } | null = null;

  #placeTouched = false;
  #lastPlace: Place = {};

  /** Fills in the place used last, unless the resident has said something else. */
  offerPlace(last: Place | null): void {
    if (this.#placeTouched || last === null) return;
    this.#lastPlace = last;
    this.words = last.words ?? '';
  }

  /** What the resident says about the place counts, also when it is nothing. */
  setPlace(words: string): void {
    this.#placeTouched = true;
    this.words = words;
  }

  /** The place: with its pin only while it is still the one the pin was set for. */
  get place(): Place {
    const words = this.words.trim();
    if (!this.#placeTouched || (words !== '' && words === this.#lastPlace.words)) return this.#lastPlace;
    return words === '' ? {} : { words };
  }

  get contact(): Contact | null {
    const name = this.name.trim();
    const reach = this.reach.trim();
    if (this.anonymous || (name === '' && reach === '')) return null;
    return { ...(name !== '' && { name }), ...(reach !== '' && { reach }) };
  }

  /** The report to save. */
  toReport(category: Category): ReportDraft {
    const note = this.note.trim();
    return {
      category,
      behaviours: category === 'suspicious_activity' ? [...this.behaviours] : [],
      place: this.place,
      ...(this.occurredAt !== null && { occurred_at: this.occurredAt }),
      ...(note !== '' && { note }),
      ...(this.contact !== null && { contact: this.contact }),
      practice: this.practice,
    };
  }

  /** The report is saved: the form is empty for the next one. */
  markSent(id: string, report: ReportDraft): void {
    this.sent = { id, report };
    this.#clear();
  }

  #clear(): void {
    this.behaviours = [];
    this.words = '';
    this.occurredAt = null;
    this.note = '';
    this.anonymous = true;
    this.name = '';
    this.reach = '';
    this.practice = false;
    this.#placeTouched = false;
    this.#lastPlace = {};
  }

  /** After an undo: fills the form again. Returns the category, if it was the report saved last. */
  restore(id: string): Category | null {
    if (this.sent?.id !== id) return null;
    const { report } = this.sent;
    this.sent = null;
    this.#clear();
    this.behaviours = report.behaviours;
    this.#lastPlace = report.place;
    this.#placeTouched = true;
    this.words = report.place.words ?? '';
    this.occurredAt = report.occurred_at ?? null;
    this.note = report.note ?? '';
    this.anonymous = report.contact == null;
    this.name = report.contact?.name ?? '';
    this.reach = report.contact?.reach ?? '';
    this.practice = report.practice;
    return report.category;
  }
}
