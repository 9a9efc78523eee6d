import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskNews, StreamState } from './backend';
import type { BackendError } from './failure';
import { httpBackend } from './http';

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

const answerWith = (status: number, body: unknown) =>
  fetched.mockResolvedValue(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));

const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (thrown: unknown) => thrown as BackendError,
  );

test('the next page of alerts and of events begins where the last one ended', async () => {
  fetched.mockImplementation(async () => new Response('{}'));
  await httpBackend.alerts(undefined, 'e.7');
  await httpBackend.events('e.8');
  expect(fetched.mock.calls.map(([path]) => path)).toEqual([
    '/v1/staff/alerts?after=e.7',
    '/v1/staff/events?after=e.8',
  ]);
});

test('a write goes to the path of its own id, so that sending it twice is the same', async () => {
  answerWith(200, { id: 'op', revision: 3 });
  await httpBackend.changeStatus('r1', 'op', { revision: 2, to: 'assigned' });
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe('/v1/staff/reports/r1/status/op');
  expect(init).toMatchObject({ method: 'PUT', body: '{"revision":2,"to":"assigned"}', redirect: 'error' });
});

test('the filter of the list goes into the query, and what is not set does not', async () => {
  answerWith(200, { reports: [] });
  await httpBackend.reports({ status: 'received,seen', category: undefined });
  expect(fetched.mock.calls[0]?.[0]).toBe('/v1/staff/reports?status=received%2Cseen');
});

test('a picture is put under its own hash, which is announced with it', async () => {
  answerWith(200, { sha256: 'b0', size_bytes: 2 });
  // jsdom's own buffer is none to the hash of Node.
  const arrayBuffer = async () => new TextEncoder().encode('abc').buffer;
  const picture = await httpBackend.sendPicture(Object.assign(new Blob(), { arrayBuffer }));
  expect(picture).toEqual({ sha256: 'b0', size_bytes: 2 });
  const [path, init] = fetched.mock.calls[0] ?? [];
  // The SHA-256 of "abc" (FIPS 180-2, appendix B.1).
  expect(path).toBe('/v1/staff/pictures/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(init).toMatchObject({
    method: 'PUT',
    headers: { 'content-digest': 'sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:' },
  });
  expect(httpBackend.pictureUrl('b0')).toBe('/v1/staff/pictures/b0');
});

test('a photo lies under its report, and its small one beside it', () => {
  expect(httpBackend.photoUrl('r1', 'f0', 'large')).toBe('/v1/staff/reports/r1/photos/f0');
  expect(httpBackend.photoUrl('r1', 'f0', 'thumbnail')).toBe('/v1/staff/reports/r1/photos/f0/thumbnail');
});

describe('a refusal is told by its code', () => {
  test.each([
    [400, 'invalid', 'invalid'],
    [413, 'too_large', 'invalid'],
    [401, 'sign_in_required', 'signed_out'],
    [403, 'forbidden', 'forbidden'],
    [404, 'not_found', 'not_found'],
    [409, 'changed_meanwhile', 'changed_meanwhile'],
    [507, 'storage_full', 'not_saved'],
    [500, 'internal', 'internal'],
    [400, 'a_code_of_a_later_version', 'internal'],
  ])('%s %s is %s', async (status, code, kind) => {
    answerWith(status, { code, detail: 'words that nobody may rely on', field: 'texts.headline' });
    expect(await failure(httpBackend.alerts(undefined))).toMatchObject({ kind, field: 'texts.headline' });
  });
});

test.each([
  ['a refusal without our envelope', 502, '<h1>Bad gateway</h1>'],
  ['an answer that is not JSON', 200, '<h1>Sign in to the hotel network</h1>'],
])('%s is no answer', async (_, status, body) => {
  answerWith(status, body);
  expect(await failure(httpBackend.me())).toMatchObject({ kind: 'unreachable' });
});

test('a call that does not get through is no answer', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await failure(httpBackend.me())).toMatchObject({ kind: 'unreachable' });
});

test('an empty answer is fine where none is awaited', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }));
  await expect(httpBackend.signOut()).resolves.toBeUndefined();
});

describe('the live stream', () => {
  class Stream extends EventTarget {
    static readonly CLOSED = 2;
    static all: Stream[] = [];
    readyState = 1;
    constructor(readonly url: string) {
      super();
      Stream.all.push(this);
    }
    close() {
      this.readyState = Stream.CLOSED;
    }
    open = () => this.dispatchEvent(new Event('open'));
    send = (kind: string, data: unknown) =>
      this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
    refuse() {
      this.readyState = Stream.CLOSED;
      this.dispatchEvent(new Event('error'));
    }
    break = () => this.dispatchEvent(new Event('error'));
  }

  const news: DeskNews[] = [];
  const states: StreamState[] = [];
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    Stream.all = [];
    news.length = 0;
    states.length = 0;
    stop = httpBackend.listen(
      (one) => news.push(one),
      (state) => states.push(state),
    );
  });
  afterEach(() => stop());

  test('tells what to read again', () => {
    Stream.all[0]?.open();
    Stream.all[0]?.send('report', { report_id: 'r1', revision: 2 });
    Stream.all[0]?.send('alert', {});
    Stream.all[0]?.send('hb', { head: '1.2' });
    expect(news).toEqual([
      { kind: 'resumed' },
      { kind: 'report', hint: { report_id: 'r1', revision: 2 } },
      { kind: 'alert' },
    ]);
  });

  test('says at its beginning and after a gap that everything may have changed', () => {
    Stream.all[0]?.open();
    expect(news).toEqual([{ kind: 'resumed' }]);
    Stream.all[0]?.break();
    Stream.all[0]?.open();
    expect(states).toEqual(['connecting', 'live', 'lost', 'live']);
    expect(news).toEqual([{ kind: 'resumed' }, { kind: 'resumed' }]);
  });

  test('is asked for again when nothing was heard for a minute', () => {
    Stream.all[0]?.open();
    vi.advanceTimersByTime(59_000);
    Stream.all[0]?.send('hb', { head: '1.2' });
    vi.advanceTimersByTime(59_000);
    expect(states).toEqual(['connecting', 'live']);
    vi.advanceTimersByTime(1_000);
    expect(states).toEqual(['connecting', 'live', 'lost']);
    expect(Stream.all.map(({ readyState }) => readyState)).toEqual([Stream.CLOSED, 1]);
    Stream.all[1]?.open();
    expect(states.at(-1)).toBe('live');
    expect(news).toEqual([{ kind: 'resumed' }, { kind: 'resumed' }]);
  });

  test('is asked for again also when it never begins', () => {
    vi.advanceTimersByTime(120_000);
    expect(Stream.all).toHaveLength(3);
  });

  test('is asked for again when it was refused, and not after the end', () => {
    Stream.all[0]?.refuse();
    expect(states).toEqual(['connecting', 'refused']);
    vi.advanceTimersByTime(5_000);
    expect(Stream.all).toHaveLength(2);
    Stream.all[1]?.refuse();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(Stream.all).toHaveLength(2);
  });
});
