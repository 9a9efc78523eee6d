import { expect, it } from 'vitest';
import { events } from '../../lib/backend/mock/events';
import { clashes } from './clash';

const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
const HOUR_MS = 60 * 60 * 1000;
const all = events(NOW_MS);
const [walk] = all;
const at = (hours: number) =>
  new Date(Date.parse(walk?.content.starts_at ?? '') + hours * HOUR_MS).toISOString();
const found = (from: number, until: number, id = 'new') =>
  clashes({ id, startsAt: at(from), endsAt: at(until) }, all).map((event) => event.id);

it('finds what is held at the same time, and not what only touches it', () => {
  expect(found(-1, 1)).toEqual([walk?.id]);
  expect(found(1.5, 5)).toEqual([walk?.id]);
  expect(found(-2, 0)).toEqual([]);
  expect(found(2, 3)).toEqual([]);
});

it('passes over itself, what was cancelled, and an event without its times', () => {
  expect(found(0, 1, walk?.id)).toEqual([]);
  const cancelled = all.find((event) => event.state === 'cancelled');
  const { starts_at: startsAt, ends_at: endsAt } = cancelled?.content ?? { starts_at: null, ends_at: null };
  expect(clashes({ id: 'new', startsAt, endsAt }, all)).toEqual([]);
  expect(clashes({ id: 'new', startsAt: at(0), endsAt: null }, all)).toEqual([]);
});
