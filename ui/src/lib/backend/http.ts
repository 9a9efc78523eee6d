import type { DeskBackend, DeskNews, Passkey, Person, StreamState } from './backend';
import type { Area, ReportHint } from './generated/types';
import { httpAreaMap } from './http-area-map';
import { ask, call, get, put, withQuery } from './http-call';
import { httpNews } from './http-news';
import { httpPatrols } from './http-patrols';
import { httpReports } from './http-reports';
import { httpTrials } from './http-trials';
import { makePasskey, usePasskey } from './passkey';

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
    for (const kind of ['alert', 'event', 'news'] as const) {
      const tell = () => {
        heard();
        onNews({ kind });
      };
      stream.addEventListener(kind, tell);
      stream.addEventListener(`${kind}_removed`, tell);
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

/** What a browser is asked to do with a passkey. */
interface Challenge<Options> {
  options: Options;
}

/** The patrol server of the page's own origin, with the session's cookie. */
export const httpBackend: DeskBackend = {
  ...httpAreaMap,
  ...httpReports,
  ...httpNews,
  ...httpPatrols,
  ...httpTrials,
  me: () => get('/v1/staff/me'),
  signOut: () => call('POST', '/v1/staff/sign-out'),
  signIn: (shown) => call('POST', '/v1/staff/sign-in', shown),
  invitation: (invitation) => call('POST', '/v1/staff/invitation', { invitation }),
  enrol: async (invitation, password, code) => {
    const body = { invitation, password, code };
    const given = await call<{ recovery_codes: string[] }>('POST', '/v1/staff/enrolment', body);
    return given.recovery_codes;
  },
  signInByPasskey: async () => {
    const { options } = await call<Challenge<PublicKeyCredentialRequestOptionsJSON>>(
      'POST',
      '/v1/staff/passkeys/sign-in/challenge',
    );
    await call('POST', '/v1/staff/passkeys/sign-in', { credential: await usePasskey(options) });
  },
  enrolByPasskey: async (invitation, name) => {
    const { options } = await call<Challenge<PublicKeyCredentialCreationOptionsJSON>>(
      'POST',
      '/v1/staff/passkeys/enrolment/challenge',
      { invitation },
    );
    const credential = await makePasskey(options);
    await call('POST', '/v1/staff/passkeys/enrolment', { invitation, name, credential });
  },
  passkeys: async () => (await get<{ passkeys: Passkey[] }>('/v1/staff/me/passkeys')).passkeys,
  addPasskey: async (id, name) => {
    const { options } = await call<Challenge<PublicKeyCredentialCreationOptionsJSON>>(
      'POST',
      '/v1/staff/me/passkeys/challenge',
    );
    await put(`/v1/staff/me/passkeys/${id}`, { name, credential: await makePasskey(options) });
  },
  removePasskey: (id) => call('DELETE', `/v1/staff/me/passkeys/${id}`),
  people: async () => (await get<{ people: Person[] }>('/v1/staff/people')).people,
  changePerson: (id, change) => put(`/v1/staff/people/${id}`, change),
  endSessions: (id) => call('DELETE', `/v1/staff/people/${id}/sessions`),
  invite: (id, person) => put(`/v1/staff/invitations/${id}`, person),
  audit: (filter) => get(withQuery('/v1/staff/audit', { ...filter })),
  exportAudit: async () => (await ask('POST', '/v1/staff/audit/export')).blob(),
  area: async () => (await get<{ area: Area }>('/v1/area')).area,
  deskFigures: () => get('/v1/staff/figures'),
  alerts: (stage, after) => get(withQuery('/v1/staff/alerts', { stage, after })),
  alert: (id) => get(`/v1/staff/alerts/${id}`),
  publishAlert: (id, content) => put(`/v1/staff/alerts/${id}`, content),
  updateAlert: (id, operation, update) => put(`/v1/staff/alerts/${id}/updates/${operation}`, update),
  endAlert: (id, operation, end) => put(`/v1/staff/alerts/${id}/end/${operation}`, end),
  recallAlert: (id, operation, recall) => put(`/v1/staff/alerts/${id}/recall/${operation}`, recall),
  keepAlert: (id, operation, draft) => put(`/v1/staff/alerts/${id}/draft/${operation}`, draft),
  submitAlert: (id, operation, what) => put(`/v1/staff/alerts/${id}/submission/${operation}`, what),
  decideAlert: (id, operation, decision) => put(`/v1/staff/alerts/${id}/decision/${operation}`, decision),
  discardAlert: (id, operation, discard) => put(`/v1/staff/alerts/${id}/discard/${operation}`, discard),
  reviewAlert: (id, operation, review) => put(`/v1/staff/alerts/${id}/review/${operation}`, review),
  events: (after) => get(withQuery('/v1/staff/events', { after })),
  event: (id) => get(`/v1/staff/events/${id}`),
  attendance: (id) => get(`/v1/staff/events/${id}/attendance`),
  publishEvent: (id, content) => put(`/v1/staff/events/${id}`, content),
  updateEvent: (id, operation, update) => put(`/v1/staff/events/${id}/updates/${operation}`, update),
  cancelEvent: (id, operation, note) => put(`/v1/staff/events/${id}/cancellation/${operation}`, note),
  listen,
};
