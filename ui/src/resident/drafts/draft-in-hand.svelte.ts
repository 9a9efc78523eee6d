import type { ResidentBackend } from '../../lib/backend/backend';
import type { BackendError } from '../../lib/backend/failure';
import type {
  Behaviour,
  Category,
  Contact,
  Draft,
  Place,
  ReportDraft,
} from '../../lib/backend/generated/types';
import { Keeper } from '../../lib/ui/keeper.svelte';
import { DraftPhotos } from './draft-photos.svelte';

/** A report that is being written. What is filled in here is kept on the device soon after each change. */
export class DraftInHand {
  readonly id: string;
  category: Category = $state('vandalism');
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
  readonly photos: DraftPhotos;

  #keeper: Keeper<ReportDraft>;
  #placeTouched: boolean;
  /** The place whose pin goes with the words, as long as they are its words. */
  #pinned: Place = $state.raw({});
  /** What a draft says that was begun just now; `null` for one that was there before. */
  #asBegun: string | null = null;

  constructor(backend: ResidentBackend, draft: Draft, isNew = false) {
    const { report } = draft;
    this.id = draft.id;
    this.category = report.category;
    this.behaviours = report.behaviours;
    this.#pinned = report.place;
    this.#placeTouched = !isNew;
    this.words = report.place.words ?? '';
    this.occurredAt = report.occurred_at ?? null;
    this.note = report.note ?? '';
    this.anonymous = report.contact == null;
    this.name = report.contact?.name ?? '';
    this.reach = report.contact?.reach ?? '';
    this.practice = report.practice;
    this.photos = new DraftPhotos(backend, draft);
    this.#keeper = new Keeper((report) => backend.saveDraft(draft.id, report));
    this.#keeper.start(this.report);
    if (isNew) this.#asBegun = JSON.stringify(this.report);
  }

  /** It was begun just now. */
  get isNew(): boolean {
    return this.#asBegun !== null;
  }

  /** It was begun just now, and nothing was said yet: leaving it leaves nothing behind. */
  get isUntouched(): boolean {
    return this.photos.isEmpty && JSON.stringify(this.report) === this.#asBegun;
  }

  /** Why what is filled in is not kept. */
  get failure(): BackendError | null {
    return this.#keeper.failure ?? this.photos.failure;
  }

  /** Fills in the place used last, unless the resident has said something else. */
  offerPlace(last: Place | null): void {
    if (this.#placeTouched || last === null) return;
    const wasUntouched = this.isUntouched;
    this.#pinned = last;
    this.words = last.words ?? '';
    if (wasUntouched) this.#asBegun = JSON.stringify(this.report);
  }

  /** Makes it a practice report, which alone says nothing yet. */
  practise(): void {
    const wasUntouched = this.isUntouched;
    this.practice = true;
    if (wasUntouched) this.#asBegun = JSON.stringify(this.report);
  }

  /** What the resident says about the place counts, also when it is nothing. */
  setPlace(words: string): void {
    this.#placeTouched = true;
    this.words = words;
    if (words.trim() === '') this.#pinned = {};
  }

  /** A place with its pin, or one that was chosen from a list. */
  setPin(place: Place): void {
    this.#placeTouched = true;
    this.#pinned = place;
    this.words = place.words ?? '';
  }

  /** The place: with its pin only while it is still the one the pin was set for. */
  get place(): Place {
    const words = this.words.trim();
    const isPinned = words === (this.#pinned.words?.trim() ?? '');
    if (!this.#placeTouched || isPinned) return this.#pinned;
    return words === '' ? {} : { words };
  }

  get contact(): Contact | null {
    const name = this.name.trim();
    const reach = this.reach.trim();
    if (this.anonymous || (name === '' && reach === '')) return null;
    return { ...(name !== '' && { name }), ...(reach !== '' && { reach }) };
  }

  /** The report as it would be sent now. */
  get report(): ReportDraft {
    const note = this.note.trim();
    return {
      category: this.category,
      behaviours: this.category === 'suspicious_activity' ? [...this.behaviours] : [],
      place: this.place,
      ...(this.occurredAt !== null && { occurred_at: this.occurredAt }),
      ...(note !== '' && { note }),
      ...(this.contact !== null && { contact: this.contact }),
      practice: this.practice,
    };
  }

  /** Keeps what is filled in now, soon. */
  keep(): void {
    this.#keeper.change(this.report);
  }

  /** Keeps it at once. Returns whether all of it is kept. */
  async flush(): Promise<boolean> {
    this.keep();
    const [report, photos] = await Promise.all([this.#keeper.flush(), this.photos.flush()]);
    return report && photos;
  }
}
