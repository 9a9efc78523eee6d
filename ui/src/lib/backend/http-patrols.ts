import { get, put, withQuery } from './http-call';
import type { PatrolsBackend } from './patrols';

/** Plans of walks, as the patrol server makes and keeps them. */
export const httpPatrols: PatrolsBackend = {
  patrols: (after) => get(withQuery('/v1/staff/patrols', { after })),
  patrol: (id) => get(`/v1/staff/patrols/${id}`),
  patrolGround: () => get('/v1/staff/patrols/ground'),
  riskMap: () => get('/v1/staff/risk'),
  planPatrol: (id, order) => put(`/v1/staff/patrols/${id}`, order),
  editPatrol: (id, operation, update) => put(`/v1/staff/patrols/${id}/edits/${operation}`, update),
  callOffPatrol: (id, operation, what) => put(`/v1/staff/patrols/${id}/cancellation/${operation}`, what),
  logVisit: (id, operation, visit) => put(`/v1/staff/patrols/${id}/visits/${operation}`, visit),
  noteOnPatrol: (id, operation, note) => put(`/v1/staff/patrols/${id}/notes/${operation}`, note),
};
