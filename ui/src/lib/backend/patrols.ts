import type {
  Changed,
  PatrolCancellation,
  PatrolDetail,
  PatrolGround,
  PatrolNote,
  PatrolOrder,
  PatrolsPage,
  PatrolUpdate,
  PatrolVisit,
  RiskAnswer,
} from './generated/types';

/** What the desk asks about plans of walks. */
export interface PatrolsBackend {
  patrols(after?: string): Promise<PatrolsPage>;
  patrol(id: string): Promise<PatrolDetail>;
  /** What plans can be made of. */
  patrolGround(): Promise<PatrolGround>;
  /** The places from which most is expected to be reported, with the reasons. */
  riskMap(): Promise<RiskAnswer>;
  planPatrol(id: string, order: PatrolOrder): Promise<void>;
  editPatrol(id: string, operation: string, update: PatrolUpdate): Promise<Changed>;
  callOffPatrol(id: string, operation: string, cancellation: PatrolCancellation): Promise<void>;
  logVisit(id: string, operation: string, visit: PatrolVisit): Promise<void>;
  noteOnPatrol(id: string, operation: string, note: PatrolNote): Promise<void>;
}
