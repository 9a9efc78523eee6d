/** Dates, times and numbers in the customs of the reader. Fluent gets them already written. */
import { strings } from './strings.svelte';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, using one is not: they are kept. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${strings.customs} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(strings.customs, options);
    formats.set(key, format);
  }
  return format;
}

type Zone = { timeZone?: string };

const zoned = (zone: string | undefined): Zone => (zone === undefined ? {} : { timeZone: zone });

/** `20:41` */
export function time(iso: string, zone?: string): string {
  return dateFormat({ hour: 'numeric', minute: '2-digit', ...zoned(zone) }).format(new Date(iso));
}

/** `Thu 26 Nov` */
export function day(iso: string, zone?: string): string {
  return dateFormat({ weekday: 'short', day: 'numeric', month: 'short', ...zoned(zone) }).format(
    new Date(iso),
  );
}

/** `Thu 26 Nov, 18:30` */
export function dayAndTime(iso: string, zone?: string): string {
  return dateFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...zoned(zone),
  }).format(new Date(iso));
}

/** `Thursday 26 November 2026` */
export function fullDay(iso: string, zone?: string): string {
  return dateFormat({ dateStyle: 'full', ...zoned(zone) }).format(new Date(iso));
}

/** `26` and `Nov`, for a leaf of a calendar. */
export function leaf(iso: string, zone?: string): { day: string; month: string } {
  const date = new Date(iso);
  return {
    day: dateFormat({ day: 'numeric', ...zoned(zone) }).format(date),
    month: dateFormat({ month: 'short', ...zoned(zone) }).format(date),
  };
}

const dayKey = (at: Date, zone?: string) => dateFormat({ dateStyle: 'short', ...zoned(zone) }).format(at);

/** Whether two times fall on one day. */
export function isSameDay(a: string, b: string, zone?: string): boolean {
  return dayKey(new Date(a), zone) === dayKey(new Date(b), zone);
}

/** The time alone when it is of today, else with its day. */
export function moment(iso: string, nowMs: number): string {
  return isSameDay(iso, new Date(nowMs).toISOString()) ? time(iso) : dayAndTime(iso);
}

/** `10 min ago`, `in 9 min`; exact enough to act on, no more. */
export function fromNow(iso: string, nowMs: number): string {
  const format = new Intl.RelativeTimeFormat(strings.customs, { numeric: 'auto', style: 'short' });
  const ms = Date.parse(iso) - nowMs;
  const size = Math.abs(ms);
  if (size < HOUR_MS) return format.format(Math.trunc(ms / MINUTE_MS), 'minute');
  if (size < DAY_MS) return format.format(Math.trunc(ms / HOUR_MS), 'hour');
  return format.format(Math.trunc(ms / DAY_MS), 'day');
}

/** `1,234` */
export function number(value: number): string {
  return new Intl.NumberFormat(strings.customs).format(value);
}

/** A count twice: as a number that chooses the plural, and as it is shown. */
export function counted(value: number): { count: number; shown: string } {
  return { count: value, shown: number(value) };
}

/** A language's name in itself: `English`, `Español`. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
