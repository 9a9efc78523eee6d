import type {
  Category,
  PatrolChange,
  PatrolPlan,
  PatrolStop,
  RiskCell,
  StopReason,
  UnassignedWhy,
} from '../../lib/backend/generated/types';
import type { BackendError } from '../../lib/backend/failure';
import { counted, date, number } from '../../lib/i18n/format';
import { strings, t } from '../../lib/i18n/strings.svelte';
import { CATEGORIES } from '../categories';
import { deskWords } from '../desk-words';

/** A class of reports: one of residents' own kinds in the reader's language, else as its source calls it. */
const className = (name: string) =>
  (CATEGORIES as readonly string[]).includes(name) ? t(`category-${name as Category}`) : name;

/** Why a stop is there, in a line. */
export function whyWords(why: StopReason): string {
  if (why.kind !== 'ranked') return t(why.kind === 'asked' ? 'walk-why-asked' : 'walk-why-random');
  return t('walk-why-ranked', {
    rank: number(why.rank),
    expected: number(Math.round(why.expected * 10) / 10),
  });
}

function causeLine(of: string, count: number, lastAt: string | null | undefined): string {
  const told = { kind: className(of), ...counted(count) };
  return lastAt == null ? t('walk-cause', told) : t('walk-cause-last', { ...told, when: date(lastAt) });
}

/** What the rank of a stop is made of, a line for each class. */
export const causeWords = (why: StopReason): string[] =>
  why.kind === 'ranked' ? why.causes.map((cause) => causeLine(cause.class, cause.count, cause.last_at)) : [];

/** What the score of a cell is made of: a line for each category, or for a class of which only the cells around tell. */
export const cellWords = (cell: RiskCell): string[] =>
  cell.reasons.flatMap(({ class: of, categories }) =>
    categories.length === 0
      ? [causeLine(of, 0, null)]
      : categories.map(({ name, count, last }) => causeLine(name, count, last)),
  );

const UNASSIGNED = {
  worth_more_elsewhere: 'walk-left-worth',
  too_far: 'walk-left-far',
  taken_out: 'walk-left-taken',
} as const;

export const unassignedWords = (why: UnassignedWhy) => t(UNASSIGNED[why]);

export const unitWords = (unit: number) => t('walk-unit', { number: number(unit) });

/** What a stop is called; its degrees where nobody knows a name. */
export const stopWords = (stop: PatrolStop | undefined) =>
  stop === undefined ? '' : (stop.words ?? `${stop.at.lat.toFixed(5)}, ${stop.at.lon.toFixed(5)}`);

export const stopOf = (plan: PatrolPlan, stop: number) => plan.stops.find((one) => one.number === stop);

/** What was changed by hand, in a line. */
export function changeWords(plan: PatrolPlan, change: PatrolChange): string {
  if (change.kind === 'add') {
    return t('walk-edit-added', { place: change.place.words, unit: unitWords(change.unit) });
  }
  const place = stopWords(stopOf(plan, change.stop));
  if (change.kind === 'take_out') return t('walk-edit-taken', { place });
  return t('walk-edit-placed', { place, unit: unitWords(change.unit) });
}

/** `1.2 km`, `420 m`. */
export function metres(value: number): string {
  const [amount, unit] =
    value < 1_000 ? [Math.round(value / 10) * 10, 'meter'] : [value / 1_000, 'kilometer'];
  const format = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(strings.customs, format).format(amount);
}

const WRONG = {
  streets: 'walk-wrong-streets',
  base: 'walk-wrong-base',
  asked: 'walk-wrong-asked',
  by_map: 'walk-wrong-nothing',
  change: 'walk-wrong-off-streets',
  'change.unit': 'walk-wrong-late',
} as const;

/** Why something of a plan was refused. */
export function patrolFailure(failure: BackendError): string {
  const field = failure.field ?? '';
  return field in WRONG ? t(WRONG[field as keyof typeof WRONG]) : deskWords(failure);
}
