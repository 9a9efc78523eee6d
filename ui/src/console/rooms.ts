import type { Role } from '../lib/backend/backend';

/** A part of the desk. */
export type Room = 'reports' | 'patrols' | 'alerts' | 'events' | 'figures' | 'team';

/** Whose roles let them read reports; the server decides, and this only spares them a refusal. */
const READERS: readonly Role[] = ['dispatcher', 'officer', 'responder'];
/** Whose roles let them read how the patrol does. */
const FIGURE_READERS: readonly Role[] = ['dispatcher', 'officer', 'publisher', 'admin'];

/** Whose roles let them walk, and read plans of walks. */
const WALKERS: readonly Role[] = ['dispatcher', 'officer'];

/** The rooms that are there for somebody; the first is where they begin. */
export function roomsOf(roles: readonly Role[]): Room[] {
  const isReader = roles.some((role) => READERS.includes(role));
  const isWalker = roles.some((role) => WALKERS.includes(role));
  return [
    ...(isReader ? (['reports'] as const) : []),
    ...(isWalker ? (['patrols'] as const) : []),
    'alerts',
    'events',
    ...(roles.some((role) => FIGURE_READERS.includes(role)) ? (['figures'] as const) : []),
    ...(roles.includes('admin') ? (['team'] as const) : []),
  ];
}

/** Whether somebody prepares, sends and ends alerts and events. */
export const mayPublish = (roles: readonly Role[]) => roles.includes('publisher');

/** Whether somebody plans walks. */
export const mayPlan = (roles: readonly Role[]) => roles.includes('dispatcher');
