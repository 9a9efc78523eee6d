import { expect, test } from 'vitest';
import { cornersOf, overlaysOf, type Mark } from './shown-places';

const at = { lat: 60.01, lon: 0.02 };
const other = { lat: 60.02, lon: 0.03 };
const mark = (tone: Mark['tone']): Mark => ({ at, number: '1', tone });

test('every kind of place has a look of its own on the map', () => {
  const marks = (['base', 'ranked', 'random', 'asked', 'left'] as const).map(mark);
  const looks = overlaysOf({ marks }).marks?.map(({ look }) => look);
  expect(new Set(looks).size).toBe(marks.length);
});

test('four ways are told apart by how their lines are broken', () => {
  const ways = [1, 2, 3, 7].map((unit) => ({ unit, places: [at, other] }));
  expect(overlaysOf({ ways }).lines?.map(({ dash }) => dash)).toEqual([0, 1, 2, 3]);
});

test('what is looked at holds all places and cells, and nothing where none is shown', () => {
  const cell = { number: '1', middle: at, corners: [at, other] };
  expect(cornersOf({ marks: [mark('asked')], cells: [cell] })).toEqual([at, at, other]);
  expect(cornersOf({})).toEqual([]);
});
