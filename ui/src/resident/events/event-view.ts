import type { Event, EventKind } from '../../lib/backend/generated/types';
import { dayAndTime, isSameDay, time } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import type { IconName } from '../../lib/ui/icons';

/** What people look for; several kinds of events may serve it. */
export type Interest = 'safety' | 'education' | 'celebration';

export const INTERESTS: readonly Interest[] = ['safety', 'education', 'celebration'];

const INTEREST_OF: Readonly<Record<EventKind, Interest>> = {
  safety_event: 'safety',
  forum: 'safety',
  initiative: 'safety',
  education: 'education',
  celebration: 'celebration',
};

export const interestIcon: Readonly<Record<Interest, IconName>> = {
  safety: 'shield',
  education: 'learn',
  celebration: 'celebrate',
};

export function interestOf(event: Event): Interest {
  return INTEREST_OF[event.content.kind];
}

export function isPast(event: Event, nowMs: number): boolean {
  return Date.parse(event.content.ends_at) <= nowMs;
}

/** Whether people may still say that they come. */
export function mayCome(event: Event, nowMs: number): boolean {
  return event.state === 'published' && !isPast(event, nowMs);
}

/** `Thu 26 Nov, 18:30 – 20:00`, in the zone in which the event tells its times. */
export function eventTimes({ content }: Event): string {
  const { starts_at, ends_at, time_zone } = content;
  const end = isSameDay(starts_at, ends_at, time_zone)
    ? time(ends_at, time_zone)
    : dayAndTime(ends_at, time_zone);
  return t('event-times', { from: dayAndTime(starts_at, time_zone), until: end });
}

/** Events to come, the next first, and those that are past, the latest first. */
export function sortEvents(events: readonly Event[], nowMs: number): { coming: Event[]; past: Event[] } {
  const byStart = (a: Event, b: Event) => a.content.starts_at.localeCompare(b.content.starts_at);
  return {
    coming: events.filter((event) => !isPast(event, nowMs)).sort(byStart),
    past: events.filter((event) => isPast(event, nowMs)).sort((a, b) => byStart(b, a)),
  };
}
