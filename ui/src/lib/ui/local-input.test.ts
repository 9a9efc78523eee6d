import { describe, expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-input';

describe('a time is typed and shown in the zone that is asked for', () => {
  test.each([
    ['Europe/Madrid', '2026-11-26T18:30', '2026-11-26T17:30:00.000Z'],
    ['Europe/Madrid', '2026-07-26T18:30', '2026-07-26T16:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-26T00:15', '2026-11-25T18:30:00.000Z'],
    ['America/Los_Angeles', '2026-12-31T20:00', '2027-01-01T04:00:00.000Z'],
    ['UTC', '2026-11-26T18:30', '2026-11-26T18:30:00.000Z'],
  ])('%s %s', (zone, local, iso) => {
    expect(fromLocalInput(local, zone)).toBe(iso);
    expect(toLocalInput(iso, zone)).toBe(local);
  });
});

test('without a zone it is the device’s own', () => {
  const iso = new Date(2026, 10, 26, 18, 30).toISOString();
  expect(fromLocalInput('2026-11-26T18:30')).toBe(iso);
  expect(toLocalInput(iso)).toBe('2026-11-26T18:30');
});

test('a zone that nobody knows is the device’s own', () => {
  expect(fromLocalInput('2026-11-26T18:30', 'Atlantis/Center')).toBe(fromLocalInput('2026-11-26T18:30'));
});

test('of an hour that comes twice the first is meant', () => {
  expect(fromLocalInput('2026-10-25T02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z');
});

test('an hour that is left out is the one after it', () => {
  expect(fromLocalInput('2026-03-29T02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
});

test.each(['0002-11-26T18:30', '0202-11-26T18:30'])(
  'a year that is still being typed, %s, stays',
  (local) => {
    expect(toLocalInput(fromLocalInput(local, 'Europe/Madrid') ?? '', 'Europe/Madrid')).toBe(local);
  },
);

test.each(['', 'soon', '+012026-11-26T18:30:00.000Z'])(
  'what no such field can hold, %j, is empty',
  (text) => {
    expect(fromLocalInput(text)).toBeNull();
    expect(toLocalInput(text)).toBe('');
  },
);
