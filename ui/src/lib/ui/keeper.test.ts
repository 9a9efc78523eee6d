import { beforeEach, describe, expect, test, vi } from 'vitest';
import { KEEP_AFTER_MS, Keeper } from './keeper.svelte';

let kept: string[];
let works: boolean;
let keeper: Keeper<string>;

beforeEach(() => {
  vi.useFakeTimers();
  kept = [];
  works = true;
  keeper = new Keeper(async (value) => {
    if (!works) throw new Error('no room');
    kept.push(value);
  });
  keeper.start('');
});

test('what is typed is kept within half a second, however long the typing goes on', async () => {
  for (const text of ['1', '12', '123', '1234', '12345', '123456']) {
    keeper.change(text);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(KEEP_AFTER_MS).toBeLessThanOrEqual(500);
  expect(kept).toEqual(['1234']);
  await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
  expect(kept).toEqual(['1234', '123456']);
});

test('what has not changed is not kept again', async () => {
  keeper.change('');
  await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
  expect(kept).toEqual([]);
});

test('leaving keeps at once', async () => {
  keeper.change('Half a sentence');
  await expect(keeper.flush()).resolves.toBe(true);
  expect(kept).toEqual(['Half a sentence']);
});

describe('while something is being kept', () => {
  test('the newest state waits for its turn, also when it is the one from before', async () => {
    const ends: (() => void)[] = [];
    keeper = new Keeper((value) => {
      kept.push(value);
      return new Promise<void>((end) => ends.push(end));
    });
    keeper.start('old');
    keeper.change('new');
    const done = keeper.flush();
    keeper.change('newer');
    keeper.change('old');
    const also = keeper.flush();
    expect(kept).toEqual(['new']);
    ends[0]?.();
    await vi.waitFor(() => expect(kept).toEqual(['new', 'old']));
    ends[1]?.();
    await expect(Promise.all([done, also])).resolves.toEqual([true, true]);
  });
});

test('whoever asks meanwhile is not told that it is kept when it is not', async () => {
  works = false;
  keeper.change('Fresh paint');
  const asked = [keeper.flush(), keeper.flush()];
  const later = Promise.resolve().then(() => keeper.flush());
  await expect(Promise.all([...asked, later])).resolves.toEqual([false, false, false]);
});

test('what could not be kept is said, and tried again', async () => {
  works = false;
  keeper.change('Fresh paint');
  await expect(keeper.flush()).resolves.toBe(false);
  expect(keeper.failure?.kind).toBe('internal');
  works = true;
  await expect(keeper.flush()).resolves.toBe(true);
  expect(kept).toEqual(['Fresh paint']);
  expect(keeper.failure).toBeNull();
});
