import { call, get, put, withQuery } from './http-call';
import type { ReportsBackend } from './reports';
import type { BulkOutcome, Colleague, ReadyReply, SimilarReport } from './generated/types';

const report = (id: string) => `/v1/staff/reports/${id}`;

/** The desk's calls about reports. */
export const httpReports: ReportsBackend = {
  reports: (filter) => get(withQuery('/v1/staff/reports', { ...filter })),
  counts: () => get('/v1/staff/reports/counts'),
  report: (id) => get(report(id)),
  markRead: (id, revision) => put(`${report(id)}/read`, { revision }),
  markUnread: (id) => call('DELETE', `${report(id)}/read`),
  changeStatus: (id, operation, change) => put(`${report(id)}/status/${operation}`, change),
  message: (id, operation, text) => put(`${report(id)}/messages/${operation}`, { text }),
  note: (id, operation, text) => put(`${report(id)}/notes/${operation}`, { text }),
  assign: (id, operation, assignment) => put(`${report(id)}/assignment/${operation}`, assignment),
  refer: (id, operation, referral) => put(`${report(id)}/referral/${operation}`, referral),
  endReferral: (id, operation, to) => put(`${report(id)}/referral-end/${operation}`, { to }),
  disclose: (id, operation, request) => put(`${report(id)}/disclosures/${operation}`, request),
  changeHold: (id, operation, change) => put(`${report(id)}/hold/${operation}`, change),
  redact: (id, operation, redaction) => put(`${report(id)}/redactions/${operation}`, redaction),
  changeMany: async (items, change) => {
    const body = { items, change };
    const { outcomes } = await call<{ outcomes: BulkOutcome[] }>('POST', '/v1/staff/reports/bulk', body);
    return outcomes;
  },
  enterReport: (id, entered) => put(report(id), entered),
  similar: async (id) => (await get<{ similar: SimilarReport[] }>(`${report(id)}/similar`)).similar,
  replies: async (id) => (await get<{ replies: ReadyReply[] }>(`${report(id)}/replies`)).replies,
  colleagues: async (id) => {
    const path = withQuery('/v1/staff/colleagues', { report: id });
    return (await get<{ colleagues: Colleague[] }>(path)).colleagues;
  },
  photoUrl: (id, sha256, size) => `${report(id)}/photos/${sha256}${size === 'thumbnail' ? '/thumbnail' : ''}`,
};
