import { BackendError } from '../failure';
import type {
  PatrolCancellation,
  PatrolDetail,
  PatrolGround,
  PatrolLog,
  PatrolNote,
  PatrolOrder,
  PatrolPlan,
  PatrolSummary,
  PatrolUpdate,
  PatrolVisit,
  RiskAnswer,
  RiskCell,
  StopReason,
} from '../generated/types';
import type { PatrolsBackend } from '../patrols';
import { pageOf } from './alerts';
import { after, idOf } from './fixtures';
import { MockNews } from './news';

const ranked = (rank: number, count: number, lastAt: string): StopReason => ({
  kind: 'ranked',
  rank,
  expected: 4.2 / rank,
  causes: [{ class: 'vandalism', adds: 4.2 / rank, count, last_at: lastAt }],
});

/** A plan for two walkers in the fictional town, from now on. */
export function patrolPlan(nowMs: number, number: number, inHours: number): PatrolPlan {
  const at = (minutes: number) => after(nowMs, inHours * 60 + minutes);
  const stop = (number: number, lat: number, lon: number, words: string, why: StopReason) => ({
    number,
    at: { lat, lon },
    words,
    why,
  });
  const visit = (stop: number, minutes: number, metres: number) => ({
    stop,
    walk_metres: metres,
    walk_s: Math.ceil(metres / 1.25),
    arrives_at: at(minutes),
    leaves_at: at(minutes + 15),
  });
  const base = { at: { lat: 60.0105, lon: 0.0205 }, words: 'Police station, Mill Street' };
  return {
    id: idOf(number),
    revision: 2,
    planned_at: after(nowMs, -120),
    changed_at: after(nowMs, -60),
    order: {
      starts_at: at(0),
      ends_at: at(180),
      base,
      units: [1, 2],
      stay_minutes: 15,
      break_minutes: 20,
      by_map: true,
      asked: [{ at: { lat: 60.014, lon: 0.024 }, words: 'Market square' }],
    },
    making: { seed: 7, epochs: 310, map: 'ranked', map_made_at: after(nowMs, -600) },
    stops: [
      stop(1, 60.012, 0.018, 'Harbour Road / Fishergate', ranked(1, 9, after(nowMs, -4_000))),
      stop(2, 60.0145, 0.015, 'Elm Lane 14', { kind: 'at_random' }),
      stop(3, 60.014, 0.024, 'Market square', { kind: 'asked' }),
      stop(4, 60.0085, 0.027, 'Chapel Street / Station Road', ranked(3, 5, after(nowMs, -9_000))),
      stop(5, 60.0065, 0.022, 'Hillside Road 3', ranked(6, 3, after(nowMs, -20_000))),
      stop(6, 60.02, 0.045, 'North Road', ranked(8, 2, after(nowMs, -30_000))),
    ],
    routes: [
      {
        unit: 1,
        visits: [visit(1, 6, 420), visit(2, 27, 390), visit(3, 73, 710)],
        breaks: [{ visits_before: 2, starts_at: at(60), ends_at: at(80) }],
        back_metres: 480,
        back_at: at(95),
        walked_metres: 2_000,
      },
      {
        unit: 2,
        visits: [visit(4, 8, 540), visit(5, 30, 450)],
        breaks: [{ visits_before: 2, starts_at: at(60), ends_at: at(80) }],
        back_metres: 510,
        back_at: at(87),
        walked_metres: 1_500,
      },
    ],
    unassigned: [{ stop: 6, why: 'too_far' }],
    edits: [
      {
        at: after(nowMs, -60),
        change: { kind: 'place', stop: 3, unit: 1, before: 2 },
        reason: 'The market begins later today.',
      },
    ],
  };
}

/** Three cells of the fictional town, with their reasons. */
function riskMap(nowMs: number): RiskAnswer {
  const weighting = { kind: 'plain_count' } as const;
  const since = after(nowMs, -365 * 24 * 60);
  const cell = (rank: number, lat: number, lon: number, counts: Record<string, number>): RiskCell => {
    const [half, wide] = [0.0007, 0.0013];
    const reasons = Object.entries(counts).map(([name, count]) => ({
      class: name,
      adds: count / 12,
      own: count / 12,
      around: 0,
      categories: [{ name, count, weight: count, first: since, last: after(nowMs, -rank * 4_000) }],
    }));
    return {
      rank,
      middle: { lat, lon },
      corners: [
        { lat: lat - half, lon: lon - wide },
        { lat: lat - half, lon: lon + wide },
        { lat: lat + half, lon: lon + wide },
        { lat: lat + half, lon: lon - wide },
      ],
      score: reasons.reduce((sum, reason) => sum + reason.adds, 0),
      is_unusual: rank === 1,
      reasons,
    };
  };
  return {
    state: 'made',
    made_at: after(nowMs, -600),
    method: 1,
    cell_m: 150,
    cells: 412,
    area_share: 0.01,
    since,
    classes: [{ name: 'vandalism', weighting, since, incidents: 120 }],
    flagged: [
      cell(1, 60.012, 0.018, { vandalism: 9, litter_dumping: 4 }),
      cell(2, 60.0085, 0.027, { vandalism: 5 }),
      cell(3, 60.0065, 0.022, { noise_disorder: 3 }),
    ],
  };
}

/** The part of a patrol server in memory that plans walks. It reckons no ways: a plan it makes visits what was asked for. */
export class MockPatrols extends MockNews implements PatrolsBackend {
  patrols_: PatrolDetail[];
  ground_: PatrolGround;
  risk_: RiskAnswer;

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    const plan = (number: number, inHours: number) => patrolPlan(nowMs(), number, inHours);
    const visited: PatrolLog = {
      visit: { stop: 1, unit: 1, minutes: 14, contacts: 3, note: 'The lamp by the steps is out.' },
    };
    const found: PatrolLog = { note: { kind: 'lost_and_found', text: 'A blue umbrella on the bench.' } };
    const log = [visited, found].map((what) => ({ at: after(nowMs(), -20), what }));
    this.patrols_ = [
      { plan: plan(602, 20), clashes: [], log: [] },
      { plan: plan(601, -0.5), clashes: [], log },
    ];
    this.risk_ = riskMap(nowMs());
    this.ground_ = { has_streets: true, map_made_at: after(nowMs(), -600) };
  }

  patrols = (after?: string) =>
    this.answer('patrols', () => {
      const { rows, next } = pageOf(this.patrols_.map(summary), after);
      return { patrols: rows, ...next };
    });
  patrol = (id: string) => this.answer('patrol', () => this.#one(id));
  patrolGround = () => this.answer('patrolGround', () => this.ground_);
  riskMap = () => this.answer('riskMap', () => this.risk_);
  planPatrol = (id: string, order: PatrolOrder) =>
    this.answer('planPatrol', () => {
      if (this.isRepeated(id, order)) return;
      const plan = { ...patrolPlan(this.nowMs(), 601, 0), id, revision: 1, order, edits: [] };
      this.patrols_ = [{ plan, clashes: [], log: [] }, ...this.patrols_];
    });
  editPatrol = (id: string, operation: string, update: PatrolUpdate) =>
    this.answer('editPatrol', () => {
      const { plan } = this.#one(id);
      if (this.isRepeated(operation, update)) return { id: operation, revision: plan.revision };
      if (plan.revision !== update.revision) throw new BackendError('changed_meanwhile', 'changed_meanwhile');
      arrange(plan, update);
      plan.revision += 1;
      const at = after(this.nowMs(), 0);
      plan.edits = [...plan.edits, { at, change: update.change, reason: update.reason }];
      return { id: operation, revision: plan.revision };
    });
  callOffPatrol = (id: string, operation: string, cancellation: PatrolCancellation) =>
    this.answer('callOffPatrol', () => {
      if (this.isRepeated(operation, cancellation)) return;
      this.#one(id).plan.called_off_at = after(this.nowMs(), 0);
    });
  logVisit = (id: string, operation: string, visit: PatrolVisit) =>
    this.answer('logVisit', () => this.#log(id, operation, { visit }));
  noteOnPatrol = (id: string, operation: string, note: PatrolNote) =>
    this.answer('noteOnPatrol', () => this.#log(id, operation, { note }));

  #log(id: string, operation: string, what: PatrolLog): void {
    if (this.isRepeated(operation, what)) return;
    this.#one(id).log.push({ at: after(this.nowMs(), 0), what });
  }

  #one(id: string): PatrolDetail {
    const found = this.patrols_.find((one) => one.plan.id === id);
    if (!found) throw new BackendError('not_found', 'not_found');
    return found;
  }
}

function summary({ plan, clashes }: PatrolDetail): PatrolSummary {
  return {
    id: plan.id,
    revision: plan.revision,
    starts_at: plan.order.starts_at,
    ends_at: plan.order.ends_at,
    units: plan.order.units,
    stops: plan.routes.reduce((sum, route) => sum + route.visits.length, 0),
    unassigned: plan.unassigned.length,
    clashes: clashes.length > 0,
    called_off: plan.called_off_at != null,
  };
}

/** Moves visits as they are; their times stay as they were. */
function arrange(plan: PatrolPlan, { change }: PatrolUpdate): void {
  const number = change.kind === 'add' ? plan.stops.length + 1 : change.stop;
  if (change.kind === 'add') {
    const { at, words } = change.place;
    plan.stops = [...plan.stops, { number, at, words, why: { kind: 'asked' } }];
  }
  const visit = plan.routes.flatMap((route) => route.visits).find((one) => one.stop === number) ?? {
    stop: number,
    walk_metres: 300,
    walk_s: 240,
    arrives_at: plan.order.starts_at,
    leaves_at: plan.order.starts_at,
  };
  for (const route of plan.routes) route.visits = route.visits.filter((one) => one.stop !== number);
  plan.unassigned = plan.unassigned.filter((one) => one.stop !== number);
  if (change.kind === 'take_out') {
    plan.unassigned = [...plan.unassigned, { stop: number, why: 'taken_out' }];
    return;
  }
  plan.routes.find((one) => one.unit === change.unit)?.visits.splice(change.before, 0, visit);
}
