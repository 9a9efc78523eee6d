import type { Event } from '../../lib/backend/generated/types';

interface Times {
  id: string;
  startsAt: string | null;
  endsAt: string | null;
}

/** The events that are held at the same time as one that is being written. */
export function clashes({ id, startsAt, endsAt }: Times, events: readonly Event[]): Event[] {
  if (startsAt === null || endsAt === null) return [];
  const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)];
  return events.filter(
    (other) =>
      other.id !== id &&
      other.state === 'published' &&
      Date.parse(other.content.starts_at) < until &&
      Date.parse(other.content.ends_at) > from,
  );
}
