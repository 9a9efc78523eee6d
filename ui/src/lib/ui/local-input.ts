/**
 * Between a point in time and what `<input type="datetime-local">` holds: what the clocks on the wall show in
 * a zone, or in the device's own.
 */
import { knownZone } from '../i18n/format';

/** `2026-11-20T18:30`; empty for what is no time, or lies beyond the year 9999. */
export function toLocalInput(iso: string, zone?: string): string {
  const wall = wallMs(Date.parse(iso), zone);
  return Number.isNaN(wall) ? '' : new Date(wall).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** The point in time, or `null` for what is empty or half filled in. */
export function fromLocalInput(local: string, zone?: string): string | null {
  const wall = Date.parse(`${local}Z`);
  return Number.isNaN(wall) ? null : new Date(pointOf(wall, zone)).toISOString();
}

const DAY_MS = 86_400_000;

/**
 * When the clocks show `wall`. An hour that comes twice in a year is the first of both; in one that is left
 * out, the clocks are taken as not yet moved.
 */
function pointOf(wall: number, zone?: string): number {
  // No zone moves its clocks twice within two days: one of both offsets is the right one.
  const before = wall - offsetMs(wall - DAY_MS, zone);
  const after = wall - offsetMs(wall + DAY_MS, zone);
  const shown = [before, after].filter((at) => wallMs(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : before;
}

const offsetMs = (at: number, zone?: string) => wallMs(at, zone) - at;

/** What the clocks show at a point in time to the second, as if it were UTC. */
function wallMs(at: number, zone?: string): number {
  if (Number.isNaN(at)) return at;
  const format = new Intl.DateTimeFormat('en-US', {
    ...(zone !== undefined && { timeZone: knownZone(zone) }),
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return Date.parse(`${date}T${part('hour')}:${part('minute')}:${part('second')}Z`);
}
