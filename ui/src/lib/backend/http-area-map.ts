import type { AreaMapBackend } from './area-map';
import { BackendError } from './failure';
import type { MapPack } from './generated/types';
import { get, getPart } from './http-call';

/** What the area tells of its map; the rest stands in the map itself. */
type ToldPack = Pick<MapPack, 'sha256' | 'size_bytes' | 'attribution'>;

/** How long the beginning of a PMTiles file is which says what it covers, in bytes. */
const HEADER_BYTES = 127;

async function mapBytes(sha256: string, offset: number, length: number): Promise<Uint8Array | null> {
  try {
    return await getPart(`/v1/area/pack/${sha256}`, offset, length);
  } catch (thrown) {
    const failure = BackendError.from(thrown);
    if (failure.kind === 'not_found') return null;
    throw failure;
  }
}

async function areaMap(): Promise<MapPack | null> {
  const { pack: told } = await get<{ pack?: ToldPack }>('/v1/area');
  const beginning = told === undefined ? null : await mapBytes(told.sha256, 0, HEADER_BYTES);
  if (told === undefined || beginning === null) return null;
  // What reads maps comes with the first one.
  const { bytesToHeader } = await import('pmtiles');
  const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = bytesToHeader(beginning.slice().buffer);
  const { sha256, size_bytes, attribution } = told;
  const bounds = { west: minLon, south: minLat, east: maxLon, north: maxLat };
  return { sha256, size_bytes, attribution, zoom_min: minZoom, zoom_max: maxZoom, bounds };
}

/** The map of the area as the patrol server gives it out: its tiles are read part by part, where they are looked at. */
export const httpAreaMap: AreaMapBackend = { areaMap, mapBytes };
