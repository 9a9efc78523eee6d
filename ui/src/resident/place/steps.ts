import type { Point } from '../../lib/backend/generated/types';

/** Where a step leads, as seen on the map. */
export const DIRECTIONS = ['north', 'south', 'west', 'east'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One step of the pin, in metres: from one door to the next. */
export const STEP_M = 10;
const METRES_PER_DEGREE = 111_320;
/** Points are kept to five decimals, which is a metre. */
const DECIMALS = 5;

const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS));

/** A point as it is kept. */
export const kept = ({ lat, lon }: Point): Point => ({ lat: rounded(lat), lon: rounded(lon) });

/** The point one step on. */
export function stepped({ lat, lon }: Point, direction: Direction): Point {
  const degrees = STEP_M / METRES_PER_DEGREE;
  const sideways = degrees / Math.cos((lat * Math.PI) / 180);
  const by = {
    north: { lat: degrees, lon: 0 },
    south: { lat: -degrees, lon: 0 },
    west: { lat: 0, lon: -sideways },
    east: { lat: 0, lon: sideways },
  }[direction];
  return kept({ lat: lat + by.lat, lon: lon + by.lon });
}
