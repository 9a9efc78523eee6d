// The desk's calls about plans of walks and trials: method, path, and what answers it out of a desk in memory.

const patrol = (rest = '') => new RegExp(`^/v1/staff/patrols/([^/]+)${rest}$`);

const trial = (rest = '') => new RegExp(`^/v1/staff/trials/([^/]+)${rest}$`);

export const PLAN_CALLS = [
  ['GET', /^\/v1\/staff\/risk$/, (desk) => desk.riskMap()],
  ['GET', /^\/v1\/staff\/patrols$/, (desk, _ids, _body, query) => desk.patrols(query.after)],
  ['GET', /^\/v1\/staff\/patrols\/ground$/, (desk) => desk.patrolGround()],
  ['GET', patrol(), (desk, ids) => desk.patrol(...ids)],
  ['PUT', patrol(), (desk, ids, body) => desk.planPatrol(...ids, body)],
  ['PUT', patrol('/edits/([^/]+)'), (desk, ids, body) => desk.editPatrol(...ids, body)],
  ['PUT', patrol('/cancellation/([^/]+)'), (desk, ids, body) => desk.callOffPatrol(...ids, body)],
  ['PUT', patrol('/visits/([^/]+)'), (desk, ids, body) => desk.logVisit(...ids, body)],
  ['GET', /^\/v1\/staff\/trials$/, (desk) => desk.trials()],
  [
    'PUT',
    trial(),
    (desk, ids, body, query) => desk[query?.preview ? 'previewTrial' : 'planTrial'](...ids, body),
  ],
  ['PUT', trial('/cancellation/([^/]+)'), (desk, ids) => desk.callOffTrial(...ids)],
  ['PUT', patrol('/notes/([^/]+)'), (desk, ids, body) => desk.noteOnPatrol(...ids, body)],
];
