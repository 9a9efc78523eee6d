import { expect, test, vi } from 'vitest';
import { DoorSource } from './door-source';

test('a part of the map is asked for through the door, and given as it is', async () => {
  const read = vi.fn(async () => new Uint8Array([9, 1, 2]).subarray(1));
  const source = new DoorSource('ab', read);
  const { data } = await source.getBytes(100, 2);
  expect(read).toHaveBeenCalledWith(100, 2);
  expect([...new Uint8Array(data)]).toEqual([1, 2]);
  expect(source.getKey()).toBe('ab');
});

test('a map that was replaced is an error, not an empty town', async () => {
  await expect(new DoorSource('ab', async () => null).getBytes(0, 1)).rejects.toThrow('another map');
});
