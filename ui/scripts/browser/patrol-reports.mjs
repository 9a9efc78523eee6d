// The desk's calls about reports: method, path, and what answers it out of a desk in memory.

const report = (rest = '') => new RegExp(`^/v1/staff/reports/([^/]+)${rest}$`);

export const REPORT_CALLS = [
  ['GET', /^\/v1\/staff\/reports$/, (desk, _ids, _body, query) => desk.reports(query)],
  ['GET', /^\/v1\/staff\/reports\/counts$/, (desk) => desk.counts()],
  [
    'POST',
    /^\/v1\/staff\/reports\/bulk$/,
    async (desk, _ids, { items, change }) => ({ outcomes: await desk.changeMany(items, change) }),
  ],
  [
    'GET',
    /^\/v1\/staff\/colleagues$/,
    async (desk, _ids, _body, query) => ({ colleagues: await desk.colleagues(query.report) }),
  ],
  ['GET', report(), (desk, ids) => desk.report(...ids)],
  ['PUT', report(), (desk, ids, body) => desk.enterReport(...ids, body)],
  ['PUT', report('/read'), (desk, ids, body) => desk.markRead(...ids, body.revision)],
  ['DELETE', report('/read'), (desk, ids) => desk.markUnread(...ids)],
  ['GET', report('/similar'), async (desk, ids) => ({ similar: await desk.similar(...ids) })],
  ['GET', report('/replies'), async (desk, ids) => ({ replies: await desk.replies(...ids) })],
  ['PUT', report('/status/([^/]+)'), (desk, ids, body) => desk.changeStatus(...ids, body)],
  ['PUT', report('/messages/([^/]+)'), (desk, ids, body) => desk.message(...ids, body.text)],
  ['PUT', report('/notes/([^/]+)'), (desk, ids, body) => desk.note(...ids, body.text)],
  ['PUT', report('/assignment/([^/]+)'), (desk, ids, body) => desk.assign(...ids, body)],
  ['PUT', report('/referral/([^/]+)'), (desk, ids, body) => desk.refer(...ids, body)],
  ['PUT', report('/referral-end/([^/]+)'), (desk, ids, body) => desk.endReferral(...ids, body.to)],
  ['PUT', report('/hold/([^/]+)'), (desk, ids, body) => desk.changeHold(...ids, body)],
  ['PUT', report('/disclosures/([^/]+)'), (desk, ids, body) => desk.disclose(...ids, body)],
  ['PUT', report('/redactions/([^/]+)'), (desk, ids, body) => desk.redact(...ids, body)],
];
