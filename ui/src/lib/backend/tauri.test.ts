import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackendError } from './failure';
import { ANSWER_MS_MAX, SLOW_ANSWER_MS_MAX, tauriBackend } from './tauri';

afterEach(clearMocks);

/** The shell refuses with this. */
function refuseWith(refusal: unknown) {
  mockIPC(() => Promise.reject(refusal));
}

async function failureOf(call: Promise<unknown>): Promise<BackendError> {
  return call.then(
    () => {
      throw new Error('it did not fail');
    },
    (thrown: unknown) => thrown as BackendError,
  );
}

test('a call carries its command and its arguments', async () => {
  const calls: unknown[] = [];
  mockIPC((command, args) => {
    calls.push([command, args]);
    return 'done';
  });
  await expect(tauriBackend.describePhoto('a', 'f0', 'Red paint')).resolves.toBe('done');
  expect(calls).toEqual([['describe_photo', { id: 'a', sha256: 'f0', description: 'Red paint' }]]);
});

describe('a photo', () => {
  test('crosses as the bytes of its file, with its draft in a header', async () => {
    const invoke = vi.fn(async () => ({ sha256: 'f0' }));
    mockIPC(() => null);
    Object.assign((window as unknown as { __TAURI_INTERNALS__: object }).__TAURI_INTERNALS__, { invoke });
    const file = new Uint8Array([0xff, 0xd8]);
    await tauriBackend.attachPhoto('d1', file);
    expect(invoke).toHaveBeenCalledWith('attach_photo', file, { headers: { 'draft-id': 'd1' } });
  });

  test('comes back as bytes, or as nothing when it is not here', async () => {
    mockIPC(() => new Uint8Array([1, 2]).buffer);
    await expect(tauriBackend.photoBytes('d1', 'f0')).resolves.toEqual(new Uint8Array([1, 2]));
    await expect(tauriBackend.pictureBytes('f0')).resolves.toEqual(new Uint8Array([1, 2]));
    mockIPC(() => new ArrayBuffer(0));
    await expect(tauriBackend.photoBytes('d1', 'f0')).resolves.toBeNull();
    await expect(tauriBackend.pictureBytes('f0')).resolves.toBeNull();
  });

  test('may take its time to be prepared', async () => {
    vi.useFakeTimers();
    mockIPC(() => new Promise(() => undefined));
    const failure = failureOf(tauriBackend.attachPhoto('d1', new Uint8Array()));
    const early = vi.fn();
    void failure.then(early);
    await vi.advanceTimersByTimeAsync(ANSWER_MS_MAX);
    expect(early).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(SLOW_ANSWER_MS_MAX - ANSWER_MS_MAX);
    expect((await failure).kind).toBe('unreachable');
  });
});

describe('a refusal is told by its kind and code', () => {
  test('with the field, when one is wrong', async () => {
    refuseWith({
      kind: 'invalid',
      message: { code: 'too_large', field: 'note', detail: 'has 2001 characters' },
    });
    const failure = await failureOf(tauriBackend.reports(10));
    expect(failure).toMatchObject({ kind: 'invalid', code: 'too_large', field: 'note' });
  });

  test.each(['not_found', 'not_saved', 'not_possible', 'damaged', 'internal'])(
    '%s stays what it is',
    async (kind) => {
      refuseWith({ kind, message: 'words that nobody may rely on' });
      expect((await failureOf(tauriBackend.home())).kind).toBe(kind);
    },
  );

  test.each([
    [{ kind: 'photo', message: 'photo_heic' }, 'invalid', 'photo_heic'],
    [{ kind: 'drafts_too_many' }, 'not_possible', 'drafts_too_many'],
    [{ kind: 'appearance_only' }, 'invalid', 'appearance_only'],
    [{ kind: 'not_saved', message: { reason: 'disk_nearly_full' } }, 'not_saved', 'disk_nearly_full'],
    [{ kind: 'not_saved', message: { reason: 'disk_full' } }, 'not_saved', null],
    [{ kind: 'unanswered' }, 'unreachable', null],
  ])('%j is %s with the code %s', async (refusal, kind, code) => {
    refuseWith(refusal);
    expect(await failureOf(tauriBackend.home())).toMatchObject({ kind, code });
  });

  test.each([[null], ['a text'], [{ kind: 'of a later version' }]])(
    '%j is a fault of ours',
    async (refusal) => {
      refuseWith(refusal);
      expect((await failureOf(tauriBackend.home())).kind).toBe('internal');
    },
  );
});

test('a command that never answers is given up', async () => {
  vi.useFakeTimers();
  mockIPC(() => new Promise(() => undefined));
  const failure = failureOf(tauriBackend.home());
  await vi.advanceTimersByTimeAsync(ANSWER_MS_MAX);
  expect((await failure).kind).toBe('unreachable');
});

test('changes are told until the telling is ended', async () => {
  let tell: (payload: unknown) => void = () => undefined;
  mockIPC((command, args) => {
    const { handler } = args as { handler: number };
    if (command !== 'plugin:event|listen') return null;
    const { runCallback } = (
      window as unknown as { __TAURI_INTERNALS__: { runCallback: (id: number, event: unknown) => void } }
    ).__TAURI_INTERNALS__;
    tell = (payload) => runCallback(handler, { event: 'change', id: 1, payload });
    return 1;
  });
  const heard: unknown[] = [];
  const stop = tauriBackend.onChange((change) => heard.push(change));
  await Promise.resolve();
  tell({ scope: 'alerts', revision: 1 });
  stop();
  tell({ scope: 'alerts', revision: 2 });
  expect(heard).toEqual([{ scope: 'alerts', revision: 1 }]);
});
