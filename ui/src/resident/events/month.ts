/**
 * The days of a month as a calendar shows them. A day is written `2026-11-26`, without a zone: an event's days are
 * those of the zone in which it tells its times.
 */
import type { Event } from '../../lib/backend/generated/types';
import { knownZone } from '../../lib/i18n/format';

/** A month; January is 1. */
export interface Month {
  year: number;
  month: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_DAYS = 7;
/** No event lasts longer, in days. */
const EVENT_DAYS_MAX = 32;

const utcDay = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day));
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** The day on which a time falls in a zone. */
export function localDay(at: number, zone: string): string {
  // Sweden writes its dates as calendars of the whole world do.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: knownZone(zone), dateStyle: 'short' }).format(at);
}

/** The device's own zone. */
export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The month in which a day lies. */
export function monthOf(day: string): Month {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

/** A month so many months later; earlier with a negative number. */
export function later({ year, month }: Month, months: number): Month {
  return monthOf(dayOf(utcDay(year, month + months, 1)));
}

/** With which day weeks begin, from 1 for Monday to 7 for Sunday. */
export function firstWeekDay(customs: string): number {
  const locale = new Intl.Locale(customs) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The weeks of a month, seven places each; null where a place belongs to another month. */
export function weeksOf({ year, month }: Month, firstDay: number): (string | null)[][] {
  const first = utcDay(year, month, 1);
  const days = utcDay(year, month + 1, 0).getUTCDate();
  const before = (first.getUTCDay() - firstDay + WEEK_DAYS) % WEEK_DAYS;
  const weeks = Math.ceil((before + days) / WEEK_DAYS);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: WEEK_DAYS }, (_, place) => {
      const day = week * WEEK_DAYS + place - before + 1;
      return day >= 1 && day <= days ? dayOf(utcDay(year, month, day)) : null;
    }),
  );
}

/** A day at which its name can be written in any zone. */
export const noon = (day: string) => `${day}T12:00:00.000Z`;

/** Days with what is held on them. An event of several days stands on each. */
export function eventsByDay<E extends Event>(events: readonly E[]): Map<string, E[]> {
  const byDay = new Map<string, E[]>();
  for (const event of events) {
    for (const day of daysOf(event)) {
      byDay.set(day, [...(byDay.get(day) ?? []), event]);
    }
  }
  return byDay;
}

function daysOf({ content }: Event): string[] {
  const { starts_at, ends_at, time_zone } = content;
  const first = localDay(Date.parse(starts_at), time_zone);
  // What ends at midnight does not stand on the day that then begins.
  const last = localDay(Date.parse(ends_at) - 1, time_zone);
  const days = [];
  for (let day = first; day <= last && days.length < EVENT_DAYS_MAX;) {
    days.push(day);
    day = dayOf(new Date(Date.parse(noon(day)) + DAY_MS));
  }
  return days;
}
