import { describe, expect, test } from 'vitest';
import { placesOf, spanOf } from './windowing';

const ROW_PX = 68;

describe('of a long list', () => {
  test('what is in sight is drawn, and a little beyond', () => {
    expect(spanOf(10_000, ROW_PX, 5_000 * ROW_PX, 10 * ROW_PX)).toEqual({ start: 4_990, end: 5_020 });
  });

  test('nothing is drawn before its first row or after its last', () => {
    expect(spanOf(10_000, ROW_PX, -200, 680).start).toBe(0);
    expect(spanOf(20, ROW_PX, 0, 6_800)).toEqual({ start: 0, end: 20 });
  });

  test('nothing is drawn while it lies far below what is in sight', () => {
    expect(spanOf(10, ROW_PX, -100 * ROW_PX, 10 * ROW_PX)).toEqual({ start: 0, end: 0 });
  });

  test('a beginning is drawn while the height of a row is not known', () => {
    expect(spanOf(10_000, 0, 0, 680)).toEqual({ start: 0, end: 60 });
  });
});

describe('the row with the focus', () => {
  test('stays drawn in its order, wherever the list is scrolled to', () => {
    expect(placesOf({ start: 5, end: 8 }, 2)).toEqual([2, 5, 6, 7]);
    expect(placesOf({ start: 5, end: 8 }, 90)).toEqual([5, 6, 7, 90]);
  });

  test('is drawn once where it is in sight anyway', () => {
    expect(placesOf({ start: 5, end: 8 }, 6)).toEqual([5, 6, 7]);
    expect(placesOf({ start: 5, end: 8 }, -1)).toEqual([5, 6, 7]);
  });
});
