import { describe, expect, test } from 'vitest';
import * as format from './format';

const AT = '2026-11-26T17:30:00.000Z';
const NOW_MS = Date.parse('2026-11-26T12:00:00.000Z');

test('a time is told in the zone that is asked for', () => {
  expect(format.dayAndTime(AT, 'Europe/Madrid')).toContain('6:30');
  expect(format.dayAndTime(AT, 'Asia/Tokyo')).toContain('2:30');
  expect(format.leaf(AT, 'Asia/Tokyo').day).toBe('27');
});

describe('what another program got wrong keeps no screen from being drawn', () => {
  const told = [format.time, format.day, format.dayAndTime, format.fullDay];

  test.each(told)('a zone that nobody knows (%#)', (tell) => {
    expect(tell(AT, 'Atlantis/Center')).toBe(tell(AT));
  });

  test.each([...told, (at: string) => format.moment(at, NOW_MS), (at: string) => format.fromNow(at, NOW_MS)])(
    'a time that is none (%#)',
    (tell) => {
      expect(tell('soon')).toBe('soon');
    },
  );

  test('in a leaf of a calendar', () => {
    expect(format.leaf(AT, 'Atlantis/Center')).toEqual(format.leaf(AT));
    expect(format.leaf('soon')).toEqual({ day: 'soon', month: 'soon' });
  });

  test.each(['en-12', '', 'not a tag'])('a language %j that is none', (tag) => {
    expect(format.languageName(tag)).toBe(tag);
  });
});

test('a zone that nobody knows is named as the one that is used in its place', () => {
  expect(format.knownZone('Europe/Madrid')).toBe('Europe/Madrid');
  expect(format.knownZone('Atlantis/Center')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});

test('a language is named in itself', () => {
  expect(format.languageName('es')).toBe('Español');
});
