import type { MapPack } from './generated/types';

/** What the desk asks about the map of the area. */
export interface AreaMapBackend {
  /** The map; `null` where the server has none. */
  areaMap(): Promise<MapPack | null>;
  /** Bytes of the map from an offset; `null` when another one has taken its place. */
  mapBytes(sha256: string, offset: number, length: number): Promise<Uint8Array | null>;
}
