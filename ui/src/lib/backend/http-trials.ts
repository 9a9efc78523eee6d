import { get, put } from './http-call';
import type { TrialsBackend } from './trials';

/** Trials, as the patrol server plans and measures them. */
export const httpTrials: TrialsBackend = {
  trials: () => get('/v1/staff/trials'),
  previewTrial: (id, order) => put(`/v1/staff/trials/${id}?preview=true`, order),
  planTrial: (id, order) => put(`/v1/staff/trials/${id}`, order),
  callOffTrial: (id, operation) => put(`/v1/staff/trials/${id}/cancellation/${operation}`, {}),
};
