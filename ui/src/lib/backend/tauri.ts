import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { ResidentBackend } from './backend';
import { BackendError, type FailureKind } from './failure';
import type { Command } from './generated/commands';
import type { Change, ErrorCode } from './generated/types';

/**
 * How long a command may take, in milliseconds. A command that dies in the shell never answers, and a
 * screen must not wait for it for ever.
 */
export const ANSWER_MS_MAX = 10_000;

/** Whether the page stands in the app's window, not in a plain browser. */
export const isInShell = isTauri;

/** Kinds of the core's errors that mean the same here. */
const SAME_KINDS: readonly FailureKind[] = ['not_found', 'not_saved', 'not_possible', 'internal'];

/** The core's error as it crosses the bridge: `{kind, message}`. */
interface CoreFailure {
  kind?: unknown;
  message?: { code?: ErrorCode; field?: string | null } | string;
}

function toBackendError(thrown: unknown): BackendError {
  const { kind, message } = (thrown ?? {}) as CoreFailure;
  if (kind === 'invalid' && typeof message === 'object') {
    return new BackendError('invalid', message.code ?? 'invalid', message.field ?? null);
  }
  return new BackendError(SAME_KINDS.find((same) => same === kind) ?? 'internal');
}

async function call<T>(command: Command, args: Record<string, unknown> = {}): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BackendError('unreachable')), ANSWER_MS_MAX);
  });
  try {
    return await Promise.race([
      invoke<T>(command, args).catch((thrown: unknown) => {
        throw toBackendError(thrown);
      }),
      tooLate,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function onChange(listener: (change: Change) => void): () => void {
  let ended = false;
  const listening = listen<Change>('change', (event) => {
    if (!ended) listener(event.payload);
  });
  return () => {
    ended = true;
    // Without a listener there is nothing to end; the screens then show what they last read.
    listening.then((unlisten) => unlisten()).catch(() => undefined);
  };
}

/** The resident app's core, reached through the Tauri shell. */
export const tauriBackend: ResidentBackend = {
  home: () => call('home'),
  area: () => call('area'),
  submitReport: (draft) => call('submit_report', { draft }),
  undoReport: (id) => call('undo_report', { id }),
  withdrawReport: (id) => call('withdraw_report', { id }),
  retryReport: (id) => call('retry_report', { id }),
  discardReport: (id) => call('discard_report', { id }),
  eraseReport: (id) => call('erase_report', { id }),
  reports: () => call('reports'),
  thread: (id) => call('thread', { id }),
  markRead: (id) => call('mark_read', { id }),
  reply: (id, text) => call('reply', { id, text }),
  alerts: () => call('alerts'),
  events: () => call('events'),
  lastPlace: () => call('last_place'),
  settings: () => call('settings'),
  setServer: (url) => call('set_server', { url }),
  setLanguage: (language) => call('set_language', { language }),
  syncNow: () => call('sync_now'),
  onChange,
};
