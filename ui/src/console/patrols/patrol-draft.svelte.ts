import type { AskedPlace, PatrolGround, PatrolOrder, PatrolPlan } from '../../lib/backend/generated/types';
import { parseCorners, writeCorners, type Corner } from '../alerts/outline';

const HOUR_MS = 3_600_000;
/** How long a shift is unless somebody says otherwise, in hours. */
const SHIFT_HOURS = 4;
/** How long one is at most, in hours. */
const SHIFT_HOURS_MAX = 12;
/** How long a visit takes unless somebody says otherwise, in minutes: what deters for longest (Koper 1995). */
const STAY_MINUTES = 15;
/** How long a break is unless somebody says otherwise, in minutes: in a shift of four hours none is needed. */
const BREAK_MINUTES = 0;
/** A break is at most this part of its shift. */
const BREAK_PART = 4;
const MINUTE_MS = 60_000;
/** The walkers that can be chosen: as many as one plan takes. */
export const UNITS = Array.from({ length: 12 }, (_, place) => place + 1);

/** A place while it is written: what people call it, and its degrees as they are typed. */
export class PlaceDraft {
  words = $state('');
  degrees = $state('');

  constructor(place?: AskedPlace) {
    this.words = place?.words ?? '';
    this.degrees = place === undefined ? '' : writeCorners([place.at]);
  }

  /** Where it is; `null` while that is not written, or not to be read. */
  get at(): Corner | null {
    const corners = parseCorners(this.degrees);
    return corners?.length === 1 ? (corners[0] ?? null) : null;
  }

  set at(corner: Corner | null) {
    this.degrees = corner === null ? '' : writeCorners([corner]);
  }

  get isComplete(): boolean {
    return this.at !== null && this.words.trim() !== '';
  }

  get place(): AskedPlace | null {
    const { at } = this;
    return at === null ? null : { at, words: this.words.trim() };
  }
}

const isWholeWithin = (minutes: number, from: number, to: number) =>
  Number.isInteger(minutes) && minutes >= from && minutes <= to;

/** A field that must be filled in, or is wrong. */
export type Missing = 'base' | 'units' | 'asked' | 'ends' | 'stay' | 'break';

/** What is to be planned, while it is written. */
export class PatrolDraft {
  /** A new plan has its id from the beginning, so that trying again never makes a second one. */
  readonly id: string = crypto.randomUUID();
  starts = $state<string | null>(null);
  ends = $state<string | null>(null);
  base: PlaceDraft;
  units = $state<number[]>([1, 2]);
  stay = $state(STAY_MINUTES);
  /** Minutes of the break; `null` while nothing is written, which is none. */
  rest = $state<number | null>(BREAK_MINUTES);
  byMap = $state(true);
  asked = $state<PlaceDraft[]>([]);

  /** From the next full hour on; what walks start from is taken from the last plan. */
  constructor(nowMs: number, ground: PatrolGround, last?: PatrolPlan) {
    const begins = Math.ceil(nowMs / HOUR_MS) * HOUR_MS;
    this.starts = new Date(begins).toISOString();
    this.ends = new Date(begins + SHIFT_HOURS * HOUR_MS).toISOString();
    this.base = new PlaceDraft(last?.order.base);
    this.units = last?.order.units ?? [1, 2];
    this.stay = last?.order.stay_minutes ?? STAY_MINUTES;
    this.rest = last?.order.break_minutes ?? BREAK_MINUTES;
    this.byMap = ground.map_made_at != null;
    if (!this.byMap) this.ask();
  }

  ask = () => this.asked.push(new PlaceDraft());
  drop = (place: number) => this.asked.splice(place, 1);

  /** Takes a walker in, or out. */
  choose(unit: number, isIn: boolean): void {
    const others = this.units.filter((one) => one !== unit);
    this.units = isIn ? [...others, unit].sort((a, b) => a - b) : others;
  }

  /** How long the shift is; `null` while that cannot be. */
  get #lastsMs(): number | null {
    const lastsMs = Date.parse(this.ends ?? '') - Date.parse(this.starts ?? '');
    return lastsMs >= HOUR_MS / 2 && lastsMs <= SHIFT_HOURS_MAX * HOUR_MS ? lastsMs : null;
  }

  /** The longest break that the shift allows, in whole minutes. */
  get restMax(): number {
    return Math.floor((this.#lastsMs ?? SHIFT_HOURS_MAX * HOUR_MS) / BREAK_PART / MINUTE_MS);
  }

  /** What is missing or wrong. */
  get missing(): Missing[] {
    const isAsked = this.asked.every((place) => place.isComplete);
    return [
      ...(this.#lastsMs === null ? (['ends'] as const) : []),
      ...(this.base.isComplete ? [] : (['base'] as const)),
      ...(this.units.length > 0 ? [] : (['units'] as const)),
      ...(isWholeWithin(this.stay, 5, 60) ? [] : (['stay'] as const)),
      ...(isWholeWithin(this.rest ?? 0, 0, this.restMax) ? [] : (['break'] as const)),
      ...(isAsked && (this.byMap || this.asked.length > 0) ? [] : (['asked'] as const)),
    ];
  }

  /** The order; only when nothing is missing. */
  order(): PatrolOrder | null {
    const base = this.base.place;
    if (this.starts === null || this.ends === null || base === null) return null;
    const asked = this.asked.map((one) => one.place).filter((place) => place !== null);
    return {
      starts_at: this.starts,
      ends_at: this.ends,
      base,
      units: [...this.units],
      stay_minutes: this.stay,
      break_minutes: this.rest ?? 0,
      by_map: this.byMap,
      asked,
    };
  }
}
