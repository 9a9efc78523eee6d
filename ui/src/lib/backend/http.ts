import type { DeskBackend, DeskNews, Person, StreamState } from './backend';
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
  const afterS = Number(answer.headers.get('retry-after') ?? NaN);
  return new BackendError(
    KIND_OF_CODE[body.code] ?? 'internal',
    body.code,
    body.field ?? null,
    Number.isFinite(afterS) ? afterS : null,
  );
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
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
  return answer;
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const text = await (await ask(method, path, body)).text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new BackendError('unreachable');
  }
}

const get = <T>(path: string) => call<T>('GET', path);
const put = <T>(path: string, body: unknown) => call<T>('PUT', path, body);

/** The path with what is set of a query. */
function withQuery(path: string, parts: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Wait before a refused stream is asked for again, in milliseconds; a broken one comes back by itself. */
const REOPEN_MS = 5_000;

/** The server lets itself be heard at least every 30 seconds; after two such spans nobody is there. */
const SILENCE_MS_MAX = 60_000;

function listen(onNews: (news: DeskNews) => void, onState: (state: StreamState) => void): () => void {
  let stream: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open() {
    stream = new EventSource('/v1/staff/live');
    heard();
    stream.addEventListener('open', () => {
      heard();
      onState('live');
      // What happened before, between the first list and the first connection too, was told to nobody.
      onNews({ kind: 'resumed' });
    });
    stream.addEventListener('error', () => {
      const isRefused = stream.readyState === EventSource.CLOSED;
      if (isRefused) wait(REOPEN_MS, open);
      onState(isRefused ? 'refused' : 'lost');
    });
    stream.addEventListener('hb', heard);
    stream.addEventListener('report', (event: MessageEvent<string>) => {
      heard();
      onNews({ kind: 'report', hint: JSON.parse(event.data) as ReportHint });
    });
    for (const kind of ['alert', 'event'] as const) {
      stream.addEventListener(kind, () => {
        heard();
        onNews({ kind });
      });
    }
  }

  function wait(ms: number, then: () => void) {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  }

  const heard = () => wait(SILENCE_MS_MAX, renew);

  /** A connection can die without a word to either end: the browser would go on waiting for ever. */
  function renew() {
    onState('lost');
    stream.close();
    open();
  }

  onState('connecting');
  open();
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}

/** The patrol server of the page's own origin, with the session's cookie. */
export const httpBackend: DeskBackend = {
  me: () => get('/v1/staff/me'),
  signOut: () => call('POST', '/v1/staff/sign-out'),
  signIn: (shown) => call('POST', '/v1/staff/sign-in', shown),
  invitation: (invitation) => call('POST', '/v1/staff/invitation', { invitation }),
  enrol: async (invitation, password, code) => {
    const body = { invitation, password, code };
    const given = await call<{ recovery_codes: string[] }>('POST', '/v1/staff/enrolment', body);
    return given.recovery_codes;
  },
  people: async () => (await get<{ people: Person[] }>('/v1/staff/people')).people,
  changePerson: (id, change) => put(`/v1/staff/people/${id}`, change),
  endSessions: (id) => call('DELETE', `/v1/staff/people/${id}/sessions`),
  invite: (id, person) => put(`/v1/staff/invitations/${id}`, person),
  audit: (filter) => get(withQuery('/v1/staff/audit', { ...filter })),
  exportAudit: async () => (await ask('POST', '/v1/staff/audit/export')).blob(),
  area: async () => (await get<{ area: Area }>('/v1/area')).area,
  reports: (filter) => get(withQuery('/v1/staff/reports', { ...filter })),
  report: (id) => get(`/v1/staff/reports/${id}`),
  changeStatus: (id, operation, change) => put(`/v1/staff/reports/${id}/status/${operation}`, change),
  message: (id, operation, text) => put(`/v1/staff/reports/${id}/messages/${operation}`, { text }),
  photoUrl: (id, sha256, size) =>
    `/v1/staff/reports/${id}/photos/${sha256}${size === 'thumbnail' ? '/thumbnail' : ''}`,
  alerts: (after) => get(withQuery('/v1/staff/alerts', { after })),
  alert: (id) => get(`/v1/staff/alerts/${id}`),
  publishAlert: (id, content) => put(`/v1/staff/alerts/${id}`, content),
  updateAlert: (id, operation, update) => put(`/v1/staff/alerts/${id}/updates/${operation}`, update),
  endAlert: (id, operation, end) => put(`/v1/staff/alerts/${id}/end/${operation}`, end),
  events: (after) => get(withQuery('/v1/staff/events', { after })),
  event: (id) => get(`/v1/staff/events/${id}`),
  publishEvent: (id, content) => put(`/v1/staff/events/${id}`, content),
  updateEvent: (id, operation, update) => put(`/v1/staff/events/${id}/updates/${operation}`, update),
  cancelEvent: (id, operation, note) => put(`/v1/staff/events/${id}/cancellation/${operation}`, note),
  listen,
};
