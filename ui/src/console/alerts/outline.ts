import type { Region } from '../../lib/backend/generated/types';

/** A corner on the ground, in degrees. */
export interface Corner {
  lat: number;
  lon: number;
}

/** An area that was drawn: its corners in order, the first not repeated. */
export type Outline = Corner[];

/** Fewer corners hold no ground. */
export const CORNERS_MIN = 3;

/** Five decimals are a metre: finer is not kept. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** The outlines of a region, without their holes. */
export function outlinesOf(region: Region | null | undefined): Outline[] {
  return (region?.coordinates ?? []).map(([ring = []]) =>
    ring.slice(0, -1).map(([lon, lat]) => ({ lat, lon })),
  );
}

/** The region of outlines that hold ground; none when there is none. */
export function regionOf(outlines: readonly Outline[]): Region | null {
  const rings = outlines
    .filter((outline) => outline.length >= CORNERS_MIN)
    .map((outline) => {
      const ring = outline.map(({ lat, lon }): [number, number] => [rounded(lon), rounded(lat)]);
      const [first] = ring;
      return first ? [...ring, first] : ring;
    });
  return rings.length > 0 ? { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) } : null;
}

/** Corners written one a line, as `60.01, 24.02`; `null` when a line is none. */
export function parseCorners(text: string): Outline | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const corners = lines.map((line) => {
    const [lat = NaN, lon = NaN, ...more] = line
      .split(/[,;\s]+/)
      .filter(Boolean)
      .map(Number);
    const isThere = more.length === 0 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return isThere ? { lat: rounded(lat), lon: rounded(lon) } : null;
  });
  return corners.every((corner) => corner !== null) ? corners : null;
}

/** The same, to be written on. */
export function writeCorners(outline: Outline): string {
  return outline.map(({ lat, lon }) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`).join('\n');
}

/** A piece of ground seen from above, as wide as a drawing. */
export class Sheet {
  readonly height: number;
  readonly #west: number;
  readonly #north: number;
  readonly #scale: number;
  readonly #squeeze: number;

  /** Holds all of these corners with a margin. */
  constructor(
    corners: readonly Corner[],
    readonly width: number,
  ) {
    const lats = corners.map(({ lat }) => lat);
    const lons = corners.map(({ lon }) => lon);
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    // A degree of longitude is narrower the further north one is.
    this.#squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const margin = 0.04;
    const wide = Math.max((east - west) * this.#squeeze, (north - south) / 2, 1e-4);
    this.#scale = (width * (1 - 2 * margin)) / wide;
    this.#west = west - (wide / this.#squeeze) * margin;
    this.#north = north + wide * margin;
    this.height = Math.max((north - south) * this.#scale + 2 * margin * width, width / 4);
  }

  x = ({ lon }: Corner) => (lon - this.#west) * this.#squeeze * this.#scale;
  y = ({ lat }: Corner) => (this.#north - lat) * this.#scale;

  /** What lies at a place of the drawing. */
  at(x: number, y: number): Corner {
    return {
      lat: rounded(this.#north - y / this.#scale),
      lon: rounded(this.#west + x / this.#scale / this.#squeeze),
    };
  }

  points = (outline: Outline) =>
    outline.map((corner) => `${this.x(corner).toFixed(1)},${this.y(corner).toFixed(1)}`).join(' ');
}
