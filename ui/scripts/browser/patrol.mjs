// Answers the desk's calls under /v1 out of a desk in memory, as the patrol server would.

import { PLAN_CALLS } from './patrol-plans.mjs';
import { REPORT_CALLS } from './patrol-reports.mjs';

const CODES = {
  invalid: [400, 'invalid'],
  signed_out: [401, 'sign_in_required'],
  forbidden: [403, 'forbidden'],
  not_found: [404, 'not_found'],
  changed_meanwhile: [409, 'changed_meanwhile'],
  not_possible: [409, 'conflict'],
  busy: [429, 'busy'],
};

/** What the area tells of its map. */
const told = (map) =>
  map === null ? undefined : { sha256: map.sha256, size_bytes: map.size_bytes, attribution: map.attribution };

/** Each call: method, path, and what answers it. */
const CALLS = [
  [
    'GET',
    /^\/v1\/area$/,
    async (desk) => ({ area: await desk.area(), desk_watching: true, pack: told(await desk.areaMap()) }),
  ],
  ['GET', /^\/v1\/staff\/me$/, (desk) => desk.me()],
  ['POST', /^\/v1\/staff\/sign-out$/, (desk) => desk.signOut()],
  ['POST', /^\/v1\/staff\/sign-in$/, (desk, _ids, body) => desk.signIn(body)],
  ['POST', /^\/v1\/staff\/invitation$/, (desk, _ids, body) => desk.invitation(body.invitation)],
  [
    'POST',
    /^\/v1\/staff\/enrolment$/,
    async (desk, _ids, { invitation, password, code }) => ({
      recovery_codes: await desk.enrol(invitation, password, code),
    }),
  ],
  ['GET', /^\/v1\/staff\/me\/passkeys$/, async (desk) => ({ passkeys: await desk.passkeys() })],
  ['DELETE', /^\/v1\/staff\/me\/passkeys\/([^/]+)$/, (desk, ids) => desk.removePasskey(...ids)],
  ['GET', /^\/v1\/staff\/people$/, async (desk) => ({ people: await desk.people() })],
  ['PUT', /^\/v1\/staff\/people\/([^/]+)$/, (desk, ids, body) => desk.changePerson(...ids, body)],
  ['DELETE', /^\/v1\/staff\/people\/([^/]+)\/sessions$/, (desk, ids) => desk.endSessions(...ids)],
  ['PUT', /^\/v1\/staff\/invitations\/([^/]+)$/, (desk, ids, body) => desk.invite(...ids, body)],
  ['GET', /^\/v1\/staff\/audit$/, (desk, _ids, _body, query) => desk.audit(query)],
  ['GET', /^\/v1\/staff\/figures$/, (desk) => desk.deskFigures()],
  ...REPORT_CALLS,
  ...PLAN_CALLS,
  ['GET', /^\/v1\/staff\/alerts$/, (desk, _ids, _body, query) => desk.alerts(query.stage, query.after)],
  ['GET', /^\/v1\/staff\/alerts\/([^/]+)$/, (desk, ids) => desk.alert(...ids)],
  ['PUT', /^\/v1\/staff\/alerts\/([^/]+)$/, (desk, ids, body) => desk.publishAlert(...ids, body)],
  [
    'PUT',
    /^\/v1\/staff\/alerts\/([^/]+)\/updates\/([^/]+)$/,
    (desk, ids, body) => desk.updateAlert(...ids, body),
  ],
  ['PUT', /^\/v1\/staff\/alerts\/([^/]+)\/end\/([^/]+)$/, (desk, ids, body) => desk.endAlert(...ids, body)],
  ...[
    ['recall', 'recallAlert'],
    ['draft', 'keepAlert'],
    ['submission', 'submitAlert'],
    ['decision', 'decideAlert'],
    ['discard', 'discardAlert'],
    ['review', 'reviewAlert'],
  ].map(([step, method]) => [
    'PUT',
    new RegExp(`^/v1/staff/alerts/([^/]+)/${step}/([^/]+)$`),
    (desk, ids, body) => desk[method](...ids, body),
  ]),
  ['GET', /^\/v1\/staff\/events$/, (desk, _ids, _body, query) => desk.events(query.after)],
  ['GET', /^\/v1\/staff\/events\/([^/]+)$/, (desk, ids) => desk.event(...ids)],
  ['GET', /^\/v1\/staff\/events\/([^/]+)\/attendance$/, (desk, ids) => desk.attendance(...ids)],
  ['PUT', /^\/v1\/staff\/events\/([^/]+)$/, (desk, ids, body) => desk.publishEvent(...ids, body)],
  [
    'PUT',
    /^\/v1\/staff\/events\/([^/]+)\/updates\/([^/]+)$/,
    (desk, ids, body) => desk.updateEvent(...ids, body),
  ],
  [
    'PUT',
    /^\/v1\/staff\/events\/([^/]+)\/cancellation\/([^/]+)$/,
    (desk, ids, body) => desk.cancelEvent(...ids, body),
  ],
  ['GET', /^\/v1\/staff\/news$/, (desk, _ids, _body, query) => desk.news(query.after)],
  ['GET', /^\/v1\/staff\/news\/([^/]+)$/, (desk, ids) => desk.newsItem(...ids)],
  ['PUT', /^\/v1\/staff\/news\/([^/]+)$/, (desk, ids, body) => desk.publishNews(...ids, body)],
  [
    'PUT',
    /^\/v1\/staff\/news\/([^/]+)\/updates\/([^/]+)$/,
    (desk, ids, body) => desk.updateNews(...ids, body),
  ],
  [
    'PUT',
    /^\/v1\/staff\/news\/([^/]+)\/withdrawal\/([^/]+)$/,
    (desk, ids, body) => desk.withdrawNews(...ids, body),
  ],
  ['PUT', /^\/v1\/staff\/pictures\/([0-9a-f]+)$/, (desk, _ids, body) => desk.sendPicture(new Blob([body]))],
];

const bodyOf = (request) => (request.postData() === null ? undefined : request.postDataJSON());

const PHOTO = /^\/v1\/staff\/reports\/([^/]+)\/photos\/(\d+)(?:\/thumbnail)?$/;

const PACK = /^\/v1\/area\/pack\/([0-9a-f]+)$/;

const PICTURE = /^\/v1\/staff\/pictures\/([0-9a-f]+)$/;

export class Patrol {
  /** With `streamLost` the live stream cannot be had. */
  constructor(desk, { streamLost = false } = {}) {
    this.desk = desk;
    this.streamLost = streamLost;
  }

  async answer(route) {
    const request = route.request();
    const url = new URL(request.url());
    // A stream that stays open is for a real server: the one that serves the page.
    if (url.pathname === '/v1/staff/live') return this.streamLost ? route.abort() : route.continue();
    const photo = PHOTO.exec(url.pathname);
    if (photo) {
      const [, bytes] = this.desk.photoUrl(photo[1], photo[2], 'large').split(',');
      return route.fulfill({ contentType: 'image/png', body: Buffer.from(bytes, 'base64') });
    }
    const pack = PACK.exec(url.pathname);
    if (pack) return this.answerPack(route, pack[1]);
    const picture = PICTURE.exec(url.pathname);
    if (picture && request.method() === 'GET') {
      const [, bytes] = this.desk.pictureUrl(picture[1]).split(',');
      return route.fulfill({ contentType: 'image/png', body: Buffer.from(bytes, 'base64') });
    }
    const call = CALLS.find(([method, path]) => method === request.method() && path.test(url.pathname));
    if (!call) return route.fulfill({ status: 404, json: { code: 'not_found', detail: '' } });
    const ids = call[1].exec(url.pathname).slice(1);
    try {
      const body = picture ? request.postDataBuffer() : bodyOf(request);
      const answer = await call[2](this.desk, ids, body, Object.fromEntries(url.searchParams));
      return await route.fulfill(answer === undefined ? { status: 204 } : { json: answer });
    } catch (error) {
      if (error.kind === 'unreachable') return route.abort();
      const [status, code] = CODES[error.kind] ?? [500, 'internal'];
      return route.fulfill({ status, json: { code, detail: '', field: error.field } });
    }
  }
  /** A part of the map: the desk never asks for all of it. */
  async answerPack(route, sha256) {
    const { range } = route.request().headers();
    const [first, last] = range
      .match(/^bytes=(\d+)-(\d+)$/)
      .slice(1)
      .map(Number);
    const part = await this.desk.mapBytes(sha256, first, last - first + 1);
    if (part === null) return route.fulfill({ status: 404, json: { code: 'not_found', detail: '' } });
    const headers = {
      'content-type': 'application/vnd.pmtiles',
      'content-range': `bytes ${first}-${first + part.length - 1}/*`,
    };
    return route.fulfill({ status: 206, headers, body: Buffer.from(part) });
  }
}
