/** Where this device says that it is. Asked only when somebody presses for it, and kept nowhere. */

/** Where it is, and how exactly that is known. */
export interface Position {
  lat: number;
  lon: number;
  accuracyM: number;
}

export type PositionTrouble = 'denied' | 'unknown';

/** Why there is no position: it was not allowed, or it could not be found. */
export class PositionError extends Error {
  readonly trouble: PositionTrouble;

  constructor(trouble: PositionTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** How long the device may look for itself, in milliseconds. */
const LOOKING_MS_MAX = 15_000;
/** How old a position may be, in milliseconds: a minute's walk. */
const AGE_MS_MAX = 60_000;

/**
 * Asks the device where it is.
 *
 * Some systems answer at once, at 0° and with an accuracy of nothing, when they do not know: that is no answer.
 */
export function findPosition(
  device: Geolocation | undefined = globalThis.navigator?.geolocation,
): Promise<Position> {
  return new Promise((resolve, reject) => {
    if (!device) return reject(new PositionError('unknown'));
    device.getCurrentPosition(
      ({ coords, timestamp }) => {
        const isKnown = coords.accuracy > 0 && timestamp > 0;
        if (!isKnown) return reject(new PositionError('unknown'));
        resolve({ lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy });
      },
      ({ code }) => reject(new PositionError(code === 1 ? 'denied' : 'unknown')),
      { enableHighAccuracy: true, timeout: LOOKING_MS_MAX, maximumAge: AGE_MS_MAX },
    );
  });
}
