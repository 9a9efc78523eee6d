/**
 * Dates, times and numbers in the customs of the reader. Fluent gets them already written. What another
 * program got wrong (a zone, a tag, a time) is shown less well, and never keeps a screen from being drawn.
 */
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

const zones = new Map<string, string>();

/** The zone; the device's own in place of one that the device does not know. */
export function knownZone(zone: string): string {
  let known = zones.get(zone);
  if (known === undefined) {
    known = isZone(zone) ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
    zones.set(zone, known);
  }
  return known;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Writes a point in time; what is none is shown as it came. */
function write(iso: string, zone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return dateFormat(zone === undefined ? options : { ...options, timeZone: knownZone(zone) }).format(at);
}

/** `20:41` */
export function time(iso: string, zone?: string): string {
  return write(iso, zone, { hour: 'numeric', minute: '2-digit' });
}

/** `Thu 26 Nov` */
export function day(iso: string, zone?: string): string {
  return write(iso, zone, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `Thu 26 Nov, 18:30` */
export function dayAndTime(iso: string, zone?: string): string {
  return write(iso, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** `Thursday 26 November 2026` */
export function fullDay(iso: string, zone?: string): string {
  return write(iso, zone, { dateStyle: 'full' });
}

/** `26 November 2026` */
export function date(iso: string, zone?: string): string {
  return write(iso, zone, { dateStyle: 'long' });
}

/** `26` and `Nov`, for a leaf of a calendar. */
export function leaf(iso: string, zone?: string): { day: string; month: string } {
  return { day: write(iso, zone, { day: 'numeric' }), month: write(iso, zone, { month: 'short' }) };
}

/** `26` */
export function dayOfMonth(iso: string): string {
  return write(iso, 'UTC', { day: 'numeric' });
}

/** `November 2026` */
export function monthAndYear(iso: string): string {
  return write(iso, 'UTC', { month: 'long', year: 'numeric' });
}

/** `T` or `Thursday` */
export function weekDay(iso: string, length: 'narrow' | 'long'): string {
  return write(iso, 'UTC', { weekday: length });
}

const dayKey = (iso: string, zone?: string) => write(iso, zone, { dateStyle: 'short' });

/** Whether two times fall on one day. */
export function isSameDay(a: string, b: string, zone?: string): boolean {
  return dayKey(a, zone) === dayKey(b, zone);
}

/** The time alone when it is of today, else with its day. */
export function moment(iso: string, nowMs: number): string {
  return isSameDay(iso, new Date(nowMs).toISOString()) ? time(iso) : dayAndTime(iso);
}

/** `10 min ago`, `in 9 min`; exact enough to act on, no more. */
export function fromNow(iso: string, nowMs: number): string {
  const ms = Date.parse(iso) - nowMs;
  if (Number.isNaN(ms)) return iso;
  const format = new Intl.RelativeTimeFormat(strings.customs, { numeric: 'auto', style: 'short' });
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

/** A language's name in itself: `English`, `Español`; the tag where it names none. */
export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
