import type { ResidentBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { FoundPlace, Located, Point } from '../../lib/backend/generated/types';
import { findPosition, PositionError, type PositionTrouble } from '../../lib/location/position';
import type { DraftInHand } from '../drafts/draft-in-hand.svelte';
import { foundWords, locatedWords } from './found-words';
import { kept, stepped, type Direction } from './steps';

/** Choosing a place: by typing, from a list, by the pin, or by asking the device. */
export class PlaceChoice {
  typed = $state('');
  found = $state.raw<readonly FoundPlace[] | undefined>(undefined);
  /** What is at the pin; `null` while that is not known. */
  located = $state.raw<Located | null>(null);
  /** How exactly the device knows where it is, in metres; `null` where a person has set the pin. */
  accuracyM = $state<number | null>(null);
  asking = $state(false);
  trouble = $state<PositionTrouble | null>(null);
  failure = $state.raw<BackendError | null>(null);

  #backend: ResidentBackend;
  #draft: DraftInHand;
  #searches = 0;
  #pins = 0;

  constructor(backend: ResidentBackend, draft: DraftInHand) {
    this.#backend = backend;
    this.#draft = draft;
    const point = this.pin;
    if (point !== null) void this.#look(point);
    void this.search('');
  }

  get pin(): Point | null {
    return this.#draft.place.point ?? null;
  }

  /** Looks for what was typed. An answer that comes after a later one is for nobody. */
  search = async (typed: string): Promise<void> => {
    this.typed = typed;
    const search = ++this.#searches;
    await this.#tried(async () => {
      const found = await this.#backend.findPlaces(typed, this.pin);
      if (search === this.#searches) this.found = found;
    });
  };

  /** Takes a place of the list. */
  take = async (place: FoundPlace): Promise<void> => {
    this.accuracyM = null;
    this.trouble = null;
    this.located = null;
    const words = foundWords(place);
    this.#draft.setPin({ words, ...(place.point !== null && { point: place.point }) });
    if (place.point !== null) await this.#look(place.point);
  };

  /** Takes what was typed as it stands. */
  takeTyped = (): void => {
    this.located = null;
    this.accuracyM = null;
    this.#draft.setPlace(this.typed.trim());
  };

  /** Sets the pin, and says in words what is there. */
  setPin = async (point: Point, accuracyM: number | null = null): Promise<void> => {
    this.accuracyM = accuracyM;
    this.trouble = null;
    const at = kept(point);
    this.#draft.setPin({ point: at });
    const located = await this.#look(at);
    const words = located && locatedWords(located);
    if (words) this.#draft.setPin({ point: at, words });
  };

  /** Moves the pin one step. */
  step = (direction: Direction): Promise<void> =>
    this.pin === null ? Promise.resolve() : this.setPin(stepped(this.pin, direction));

  /** Asks the device where it is. */
  here = async (): Promise<void> => {
    if (this.asking) return;
    this.asking = true;
    this.trouble = null;
    try {
      const { lat, lon, accuracyM } = await findPosition();
      await this.setPin({ lat, lon }, accuracyM);
    } catch (thrown) {
      this.trouble = thrown instanceof PositionError ? thrown.trouble : 'unknown';
    } finally {
      this.asking = false;
    }
  };

  /** What is at a point; `null` when the pin has moved on meanwhile. */
  async #look(point: Point): Promise<Located | null> {
    const pin = ++this.#pins;
    return this.#tried(async () => {
      const located = await this.#backend.locate(point);
      if (pin !== this.#pins) return null;
      this.located = located;
      return located;
    });
  }

  async #tried<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await ask();
      this.failure = null;
      return answer;
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
      return null;
    }
  }
}
