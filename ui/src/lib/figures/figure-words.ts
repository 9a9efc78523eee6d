// What is told of how the patrol does, in words: for residents and for the desk.
import type { Figure, MonthFigures } from '../backend/generated/types';
import { counted, number } from '../i18n/format';
import type { MessageKey, Messages } from '../i18n/keys';
import { t } from '../i18n/strings.svelte';

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;
/** From here on minutes are told as hours, and hours as days; the public page does the same. */
const MINUTES_TOLD_MAX = 2 * HOUR_MINUTES;
const HOURS_TOLD_MAX = 2 * DAY_HOURS;

/** In what a figure is counted. */
export type Unit = 'reports' | 'percent' | 'minutes' | 'hours' | 'days';

/** A message that takes nothing. */
type Plain = { [K in MessageKey]: Messages[K] extends null ? K : never }[MessageKey];

/** A figure with its name and how it is counted. */
export interface Row {
  name: Plain;
  how: Plain;
  unit: Unit;
  figure: Figure;
}

const MONTHS = [
  'figures-month-1',
  'figures-month-2',
  'figures-month-3',
  'figures-month-4',
  'figures-month-5',
  'figures-month-6',
  'figures-month-7',
  'figures-month-8',
  'figures-month-9',
  'figures-month-10',
  'figures-month-11',
  'figures-month-12',
] as const;

/** `October 2026`: months are those of UTC, wherever they are read. */
export function monthName(begin: string): string {
  const [year = '', month = ''] = begin.split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? begin : t(name, { year });
}

function told(unit: Unit, value: number): string {
  if (unit === 'reports') return number(value);
  if (unit === 'percent') return t('figures-percent', { percent: number(value) });
  if (unit === 'minutes' && value < MINUTES_TOLD_MAX) return t('span-minutes', counted(value));
  if (unit === 'minutes') return told('hours', Math.ceil(value / HOUR_MINUTES));
  if (unit === 'hours' && value < HOURS_TOLD_MAX) return t('span-hours', counted(value));
  if (unit === 'hours') return told('days', Math.ceil(value / DAY_HOURS));
  return t('span-days', counted(value));
}

/** What a figure says, or why it says nothing. */
export function said(unit: Unit, figure: Figure): string {
  if (figure.state === 'told') return told(unit, figure.value);
  return t(figure.state === 'hidden' ? 'figures-hidden' : 'figures-still-waiting');
}

/** The number of a figure; 0 where it says none. */
export const valueOf = (figure: Figure) => (figure.state === 'told' ? figure.value : 0);

/** Every figure of a month that is not of one category, in the order of the public page. */
export function rowsOf({ reports, service }: MonthFigures): Row[] {
  const row = (name: Plain, how: Plain, unit: Unit, figure: Figure): Row => ({ name, how, unit, figure });
  return [
    row('figure-reports', 'figure-reports-how', 'reports', reports),
    row('figure-answered-half', 'figure-answered-how', 'minutes', service.answered_half_minutes),
    row('figure-answered-most', 'figure-answered-how', 'minutes', service.answered_most_minutes),
    row('figure-in-time', 'figure-in-time-how', 'percent', service.in_time_percent),
    row('figure-closed-half', 'figure-closed-how', 'hours', service.closed_half_hours),
    row('figure-closed-most', 'figure-closed-how', 'hours', service.closed_most_hours),
    row('figure-reopened', 'figure-reopened-how', 'percent', service.reopened_percent),
    row('figure-content', 'figure-content-how', 'percent', service.content_percent),
    row('figure-answering', 'figure-answering-how', 'percent', service.answering_percent),
    row('figure-no-basis', 'figure-no-basis-how', 'percent', service.no_basis_percent),
    row('figure-open', 'figure-open-how', 'reports', service.open),
    row('figure-open-half', 'figure-open-half-how', 'days', service.open_half_days),
  ];
}
