/** A picture in memory: small, the same in every run, and one that a browser can show. */

const SIDE_PX = 48;

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function adler32(bytes: readonly number[]): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

const big = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const little = (value: number) => [value & 255, value >>> 8];
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

function chunk(name: string, body: readonly number[]): number[] {
  const named = [...letters(name), ...body];
  return [...big(body.length), ...named, ...big(crc32(named))];
}

/** Stored, not packed: zlib with one block as it is. It fits as long as the rows stay below 65,536 bytes. */
function zlib(rows: readonly number[]): number[] {
  const length = little(rows.length);
  const inverse = little(~rows.length & 0xffff);
  return [0x78, 0x01, 1, ...length, ...inverse, ...rows, ...big(adler32(rows))];
}

/** A PNG of dusk over a wall; the seed moves the light. */
export function picture(seed: number): Uint8Array<ArrayBuffer> {
  const rows: number[] = [];
  for (let y = 0; y < SIDE_PX; y += 1) {
    rows.push(0);
    for (let x = 0; x < SIDE_PX; x += 1) {
      const isWall = y > SIDE_PX * 0.62;
      const light = Math.max(0, 90 - 6 * Math.hypot(x - ((seed * 13) % SIDE_PX), y - 14));
      rows.push(
        (isWall ? 92 : 60) + light,
        (isWall ? 84 : 84) + light * 0.8,
        (isWall ? 80 : 130) + light * 0.3,
      );
    }
  }
  const header = [...big(SIDE_PX), ...big(SIDE_PX), 8, 2, 0, 0, 0];
  return new Uint8Array([
    0x89,
    ...letters('PNG\r\n\x1a\n'),
    ...chunk('IHDR', header),
    ...chunk('IDAT', zlib(rows.map(Math.trunc))),
    ...chunk('IEND', []),
  ]);
}

/** The same as an address that carries it. */
export const pictureUrl = (seed: number) =>
  `data:image/png;base64,${btoa(String.fromCharCode(...picture(seed)))}`;

/** The hash that a photo of this seed goes by; only its form is that of a real one. */
export const hashOf = (seed: number) => String(seed).padStart(64, '0');
