import type { RangeResponse, Source } from 'pmtiles';

/** Reads so many bytes of a map from an offset; `null` when this map is no longer on the device. */
export type ReadMap = (offset: number, length: number) => Promise<Uint8Array | null>;

/** The pack as the map's library reads it: through the door, and from nowhere else. */
export class DoorSource implements Source {
  #sha256: string;
  #read: ReadMap;

  constructor(sha256: string, read: ReadMap) {
    this.#sha256 = sha256;
    this.#read = read;
  }

  getKey(): string {
    return this.#sha256;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const bytes = await this.#read(offset, length);
    if (bytes === null) throw new Error('another map has taken its place');
    return { data: bytes.slice().buffer };
  }
}
