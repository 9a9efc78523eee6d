import { beforeEach, expect, test, vi } from 'vitest';
import { httpBackend } from './http';

const SHA256 = 'ab'.repeat(32);
const PATH = `/v1/area/pack/${SHA256}`;

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ code, detail: '' }), { status });

const told = (pack?: object) => new Response(JSON.stringify({ area: {}, desk_watching: true, pack }));

/** The beginning of a PMTiles file, version 3, as its specification lays it out. */
function beginning(): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(127));
  [...'PMTiles'].forEach((letter, place) => view.setUint8(place, letter.charCodeAt(0)));
  view.setUint8(7, 3);
  view.setUint8(100, 10);
  view.setUint8(101, 15);
  [-0.03, 59.995, 0.06, 60.035].forEach((degrees, place) =>
    view.setInt32(102 + 4 * place, Math.round(degrees * 1e7), true),
  );
  return view.buffer;
}

test('a part of the map is asked for by its range, and given as it is', async () => {
  fetched.mockResolvedValue(new Response(new Uint8Array([1, 2, 3]), { status: 206 }));
  expect(await httpBackend.mapBytes(SHA256, 100, 3)).toEqual(new Uint8Array([1, 2, 3]));
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe(PATH);
  expect(init).toMatchObject({ method: 'GET', headers: { range: 'bytes=100-102' } });
});

test('a map that was replaced is no longer there', async () => {
  fetched.mockResolvedValue(refusal(404, 'not_found'));
  expect(await httpBackend.mapBytes(SHA256, 0, 3)).toBeNull();
});

test.each([
  ['a range beyond its end', refusal(416, 'invalid'), 'invalid'],
  ['a fault of the server', refusal(500, 'internal'), 'internal'],
])('%s is an error, and no map that was replaced', async (_, answer, kind) => {
  fetched.mockResolvedValue(answer);
  await expect(httpBackend.mapBytes(SHA256, 0, 3)).rejects.toMatchObject({ kind });
});

test('a whole map in place of a part is not taken in', async () => {
  const cancel = vi.fn();
  fetched.mockResolvedValue(new Response(new ReadableStream({ cancel })));
  await expect(httpBackend.mapBytes(SHA256, 0, 3)).rejects.toMatchObject({ kind: 'unreachable' });
  expect(cancel).toHaveBeenCalled();
});

test('what the map covers is read from its beginning', async () => {
  const pack = { sha256: SHA256, size_bytes: 900, attribution: 'A town' };
  fetched.mockResolvedValueOnce(told(pack)).mockResolvedValueOnce(new Response(beginning(), { status: 206 }));
  expect(await httpBackend.areaMap()).toEqual({
    ...pack,
    zoom_min: 10,
    zoom_max: 15,
    bounds: { west: -0.03, south: 59.995, east: 0.06, north: 60.035 },
  });
  expect(fetched.mock.calls[1]?.[1]).toMatchObject({ headers: { range: 'bytes=0-126' } });
});

test('an area without a map has none, and asks for no bytes', async () => {
  fetched.mockResolvedValue(told());
  expect(await httpBackend.areaMap()).toBeNull();
  expect(fetched).toHaveBeenCalledTimes(1);
});
