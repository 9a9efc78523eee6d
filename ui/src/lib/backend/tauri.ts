import { invoke, isTauri, type InvokeArgs, type InvokeOptions } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { ResidentBackend } from './backend';
import { BackendError, isDeviceCode, type FailureKind } from './failure';
import type { Command } from './generated/commands';
import type { Change, ErrorCode, Photo, Subject } from './generated/types';

/**
 * How long a command may take, in milliseconds. A command that dies in the shell never answers, and a
 * screen must not wait for it for ever.
 */
export const ANSWER_MS_MAX = 10_000;

/** The same where a large photo is prepared on a slow phone, or a server is asked. */
export const SLOW_ANSWER_MS_MAX = 60_000;

/** Whether the page stands in the app's window, not in a plain browser. */
export const isInShell = isTauri;

/** Kinds of the core's errors, and what they are here. */
const KIND_OF_CORE: Readonly<Record<string, FailureKind>> = {
  invalid: 'invalid',
  not_found: 'not_found',
  not_saved: 'not_saved',
  not_possible: 'not_possible',
  photo: 'invalid',
  drafts_too_many: 'not_possible',
  appearance_only: 'invalid',
  unanswered: 'unreachable',
  damaged: 'damaged',
};

/** The core's error as it crosses the bridge: `{kind, message}`. */
interface CoreFailure {
  kind?: string;
  message?: { code?: ErrorCode; field?: string | null; reason?: string } | string;
}

function toBackendError(thrown: unknown): BackendError {
  const { kind = '', message } = (thrown ?? {}) as CoreFailure;
  const said = typeof message === 'object' ? message : {};
  const ofDevice = [kind, message, said.reason].find(isDeviceCode);
  return new BackendError(
    KIND_OF_CORE[kind] ?? 'internal',
    ofDevice ?? said.code ?? (kind === 'invalid' ? 'invalid' : null),
    said.field ?? null,
  );
}

interface CallOptions extends Partial<InvokeOptions> {
  answerMsMax?: number;
}

async function call<T>(
  command: Command,
  args: InvokeArgs = {},
  { answerMsMax = ANSWER_MS_MAX, headers }: CallOptions = {},
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BackendError('unreachable')), answerMsMax);
  });
  try {
    return await Promise.race([
      invoke<T>(command, args, headers && { headers }).catch((thrown: unknown) => {
        throw toBackendError(thrown);
      }),
      tooLate,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** A file's bytes cross the bridge as they are, so what belongs to them travels in a header. */
const attachPhoto = (id: string, file: Uint8Array) =>
  call<Photo>('attach_photo', file, { headers: { 'draft-id': id }, answerMsMax: SLOW_ANSWER_MS_MAX });

async function photoBytes(id: string, sha256: string): Promise<Uint8Array | null> {
  const bytes = await call<ArrayBuffer | null>('photo_bytes', { id, sha256 });
  return bytes === null || bytes.byteLength === 0 ? null : new Uint8Array(bytes);
}

async function takeSharedPhoto(): Promise<Uint8Array | null> {
  const bytes = await call<ArrayBuffer | null>('take_shared_photo');
  return bytes === null || bytes.byteLength === 0 ? null : new Uint8Array(bytes);
}

async function pictureBytes(sha256: string): Promise<Uint8Array | null> {
  const bytes = await call<ArrayBuffer | null>('picture_bytes', { sha256 });
  return bytes === null || bytes.byteLength === 0 ? null : new Uint8Array(bytes);
}

async function mapBytes(sha256: string, offset: number, length: number): Promise<Uint8Array | null> {
  const bytes = await call<ArrayBuffer | null>('map_bytes', { sha256, offset, length });
  return bytes === null || bytes.byteLength === 0 ? null : new Uint8Array(bytes);
}

function hear<T>(name: string, listener: (payload: T) => void): () => void {
  let ended = false;
  const listening = listen<T>(name, (event) => {
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
  startDraft: (category) => call('start_draft', { category }),
  drafts: () => call('drafts'),
  draft: (id) => call('draft', { id }),
  saveDraft: (id, report) => call('save_draft', { id, report }),
  discardDraft: (id) => call('discard_draft', { id }),
  attachPhoto,
  takeSharedPhoto,
  detachPhoto: (id, sha256) => call('detach_photo', { id, sha256 }),
  describePhoto: (id, sha256, description) => call('describe_photo', { id, sha256, description }),
  photoBytes,
  news: () => call('news'),
  pictureBytes,
  reviewNote: (text) => call('review_note', { text }),
  submitDraft: (id) => call('submit_draft', { id }),
  undoReport: (id) => call('undo_report', { id }),
  withdrawReport: (id) => call('withdraw_report', { id }),
  retryReport: (id) => call('retry_report', { id }),
  discardReport: (id) => call('discard_report', { id }),
  eraseReport: (id) => call('erase_report', { id }),
  eraseEverything: () => call('erase_everything', {}, { answerMsMax: SLOW_ANSWER_MS_MAX }),
  reopenReport: (id) => call('reopen_report', { id }),
  giveFeedback: (id, fixed) => call('give_feedback', { id, fixed }),
  followReport: (reference, receipt) =>
    call('follow_report', { reference, receipt }, { answerMsMax: SLOW_ANSWER_MS_MAX }),
  reports: (newest) => call('reports', { newest }),
  thread: (id) => call('thread', { id }),
  markRead: (id, revision) => call('mark_read', { id, revision }),
  reply: (id, text) => call('reply', { id, text }),
  alerts: () => call('alerts'),
  alertsElsewhere: () => call('alerts_elsewhere'),
  hearing: () => call('hearing'),
  setHearing: (hearing) => call('set_hearing', { hearing }),
  tryNotification: () => call('try_notification'),
  events: () => call('events'),
  answerEvent: (id, people) => call('answer_event', { id, people }),
  keepCalendarFile: (id, language) => call('keep_calendar_file', { id, language }),
  figures: () => call('figures'),
  lastPlace: () => call('last_place'),
  map: () => call('map'),
  mapBytes,
  locate: (point) => call('locate', { point }),
  findPlaces: (typed, near) => call('find_places', { typed, near }),
  settings: () => call('settings'),
  setServer: (url) => call('set_server', { url }),
  setLanguage: (language) => call('set_language', { language }),
  syncNow: () => call('sync_now'),
  dismissSalvage: () => call('dismiss_salvage'),
  onChange: (listener) => hear<Change>('change', listener),
  onOpen: (listener) => hear<Subject>('open-subject', listener),
};
