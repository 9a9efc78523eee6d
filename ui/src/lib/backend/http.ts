import type { DeskBackend, DeskNews, ReportFilter, StreamState } from './backend';
import { BackendError, type FailureKind } from './failure';
import type { Area, ErrorBody, ErrorCode, ReportHint } from './generated/types';

/** How long one call may take, in milliseconds; the desk sits beside its server. */
const ANSWER_MS_MAX = 15_000;

const KIND_OF_CODE: Partial<Record<ErrorCode, FailureKind>> = {
  invalid: 'invalid',
  too_large: 'invalid',
  not_found: 'not_found',
  gone: 'not_found',
  conflict: 'not_possible',
  changed_meanwhile: 'changed_meanwhile',
  sign_in_required: 'signed_out',
  forbidden: 'forbidden',
  busy: 'busy',
  server_paused: 'busy',
  storage_full: 'not_saved',
};

async function toBackendError(answer: Response): Promise<BackendError> {
  // What has no envelope of ours comes from something in between: no answer from the server.
  const body = (await answer.json().catch(() => null)) as Partial<ErrorBody> | null;
  if (body?.code == null) return new BackendError('unreachable');
  return new BackendError(KIND_OF_CODE[body.code] ?? 'internal', body.code, body.field ?? null);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch {
    throw new BackendError('unreachable');
  }
  if (!answer.ok) throw await toBackendError(answer);
  const text = await answer.text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new BackendError('unreachable');
  }
}

const get = <T>(path: string) => call<T>('GET', path);
const put = <T>(path: string, body: unknown) => call<T>('PUT', path, body);

function reportsPath(filter: ReportFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value) query.set(name, value);
  }
  return `/v1/staff/reports${query.size > 0 ? `?${query}` : ''}`;
}

/** Wait before a refused stream is asked for again, in milliseconds; a broken one comes back by itself. */
const REOPEN_MS = 5_000;

function listen(onNews: (news: DeskNews) => void, onState: (state: StreamState) => void): () => void {
  let stream: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let wasLive = false;

  function open() {
    stream = new EventSource('/v1/staff/live');
    stream.addEventListener('open', () => {
      onState('live');
      // What happened between two connections was told to nobody: read again.
      if (wasLive) onNews({ kind: 'resumed' });
      wasLive = true;
    });
    stream.addEventListener('error', () => {
      onState('lost');
      if (stream.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
    });
    stream.addEventListener('report', (event: MessageEvent<string>) => {
      onNews({ kind: 'report', hint: JSON.parse(event.data) as ReportHint });
    });
    stream.addEventListener('alert', () => onNews({ kind: 'alert' }));
    stream.addEventListener('event', () => onNews({ kind: 'event' }));
  }

  onState('connecting');
  open();
  return () => {
    clearTimeout(reopening);
    stream.close();
  };
}

/** The patrol server of the page's own origin, with the session's cookie. */
export const httpBackend: DeskBackend = {
  me: () => get('/v1/staff/me'),
  signOut: () => call('POST', '/v1/staff/sign-out'),
  area: async () => (await get<{ area: Area }>('/v1/area')).area,
  reports: (filter) => get(reportsPath(filter)),
  report: (id) => get(`/v1/staff/reports/${id}`),
  changeStatus: (id, operation, change) => put(`/v1/staff/reports/${id}/status/${operation}`, change),
  message: (id, operation, text) => put(`/v1/staff/reports/${id}/messages/${operation}`, { text }),
  alerts: () => get('/v1/staff/alerts'),
  publishAlert: (id, content) => put(`/v1/staff/alerts/${id}`, content),
  updateAlert: (id, operation, update) => put(`/v1/staff/alerts/${id}/updates/${operation}`, update),
  endAlert: (id, operation, end) => put(`/v1/staff/alerts/${id}/end/${operation}`, end),
  events: () => get('/v1/staff/events'),
  publishEvent: (id, content) => put(`/v1/staff/events/${id}`, content),
  updateEvent: (id, operation, update) => put(`/v1/staff/events/${id}/updates/${operation}`, update),
  cancelEvent: (id, operation, note) => put(`/v1/staff/events/${id}/cancellation/${operation}`, note),
  listen,
};
