import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { BackendError } from '../backend/failure';
import { Resource, SLOW_MS } from './resource.svelte';

/** Readings that end when they are told to. */
function readings() {
  const pending: { end: (value: string) => void; fail: (error: unknown) => void }[] = [];
  const read = () => new Promise<string>((end, fail) => pending.push({ end, fail }));
  return { pending, read };
}

test('any number of changes while it reads make one more reading', async () => {
  const { pending, read } = readings();
  const resource = new Resource(read);
  const done = resource.reload();
  void resource.reload();
  void resource.reload();
  pending[0]?.end('old');
  await vi.waitFor(() => expect(pending).toHaveLength(2));
  pending[1]?.end('new');
  await done;
  expect(resource.value).toBe('new');
  expect(pending).toHaveLength(2);
});

test('what was read stays when a later reading fails', async () => {
  let works = true;
  const resource = new Resource(async () => {
    if (!works) throw new BackendError('unreachable');
    return 'kept';
  });
  await resource.reload();
  works = false;
  await resource.reload();
  expect(resource.value).toBe('kept');
  expect(resource.failure?.kind).toBe('unreachable');
});

test('it shows that it is working only after a while, and only with nothing to show', async () => {
  vi.useFakeTimers();
  const { pending, read } = readings();
  const resource = new Resource(read);
  const first = resource.reload();
  vi.advanceTimersByTime(SLOW_MS - 1);
  expect(resource.slow).toBe(false);
  vi.advanceTimersByTime(1);
  expect(resource.slow).toBe(true);
  pending[0]?.end('shown');
  await first;
  expect(resource.slow).toBe(false);

  const second = resource.reload();
  vi.advanceTimersByTime(SLOW_MS);
  flushSync();
  expect(resource.slow).toBe(false);
  pending[1]?.end('shown again');
  await second;
});

test('what is not one of our errors is a fault of ours', async () => {
  const resource = new Resource(() => Promise.reject(new TypeError('x')));
  await resource.reload();
  expect(resource.failure?.kind).toBe('internal');
});
