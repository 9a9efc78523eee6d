import type { Role } from '../lib/backend/backend';

/** A part of the desk. */
export type Room = 'reports' | 'alerts' | 'events' | 'figures' | 'team';

/** Whose roles let them read reports; the server decides, and this only spares them a refusal. */
const READERS: readonly Role[] = ['dispatcher', 'officer', 'responder'];
/** Whose roles let them read how the patrol does. */
const FIGURE_READERS: readonly Role[] = ['dispatcher', 'officer', 'publisher', 'admin'];

/** The rooms that are there for somebody; the first is where they begin. */
export function roomsOf(roles: readonly Role[]): Room[] {
  const isReader = roles.some((role) => READERS.includes(role));
  return [
    ...(isReader ? (['reports'] as const) : []),
    'alerts',
    'events',
    ...(roles.some((role) => FIGURE_READERS.includes(role)) ? (['figures'] as const) : []),
    ...(roles.includes('admin') ? (['team'] as const) : []),
  ];
}

/** Whether somebody prepares, sends and ends alerts and events. */
export const mayPublish = (roles: readonly Role[]) => roles.includes('publisher');
