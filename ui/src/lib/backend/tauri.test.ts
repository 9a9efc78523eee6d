import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackendError } from './failure';
import { ANSWER_MS_MAX, tauriBackend } from './tauri';

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
    return true;
  });
  await expect(tauriBackend.undoReport('a')).resolves.toBe(true);
  expect(calls).toEqual([['undo_report', { id: 'a' }]]);
});

describe('a refusal is told by its kind and code', () => {
  test('with the field, when one is wrong', async () => {
    refuseWith({
      kind: 'invalid',
      message: { code: 'too_large', field: 'note', detail: 'has 2001 characters' },
    });
    const failure = await failureOf(tauriBackend.reports());
    expect(failure).toMatchObject({ kind: 'invalid', code: 'too_large', field: 'note' });
  });

  test.each(['not_found', 'not_saved', 'not_possible', 'internal'])('%s stays what it is', async (kind) => {
    refuseWith({ kind, message: 'words that nobody may rely on' });
    expect((await failureOf(tauriBackend.home())).kind).toBe(kind);
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
