import { expect, test } from 'vitest';
import { findPosition } from './position';

/** A device that answers with this. */
function deviceAt(accuracy: number, timestamp: number): Geolocation {
  const coords = { latitude: 60.0125, longitude: 0.0122, accuracy };
  return {
    getCurrentPosition: (told: PositionCallback) =>
      told({ coords, timestamp } as unknown as GeolocationPosition),
  } as Geolocation;
}

const refusing = (code: number) =>
  ({
    getCurrentPosition: (_: PositionCallback, failed: PositionErrorCallback) =>
      failed({ code } as GeolocationPositionError),
  }) as unknown as Geolocation;

test('a position comes with how exactly it is known', async () => {
  expect(await findPosition(deviceAt(12, 1))).toEqual({ lat: 60.0125, lon: 0.0122, accuracyM: 12 });
});

test('an answer of a device that does not know is none', async () => {
  await expect(findPosition(deviceAt(0, 1))).rejects.toMatchObject({ trouble: 'unknown' });
  await expect(findPosition(deviceAt(12, 0))).rejects.toMatchObject({ trouble: 'unknown' });
  await expect(findPosition(undefined)).rejects.toMatchObject({ trouble: 'unknown' });
});

test('that it was not allowed is told apart', async () => {
  await expect(findPosition(refusing(1))).rejects.toMatchObject({ trouble: 'denied' });
  await expect(findPosition(refusing(3))).rejects.toMatchObject({ trouble: 'unknown' });
});
