import type { DeskBackend, DeskNews } from '../../lib/backend/backend';
import type { ReportsPage, ReportSummary } from '../../lib/backend/generated/types';
import { BackendError } from '../../lib/backend/failure';
import type { ReportFilter } from '../../lib/backend/reports';
import { readPages } from '../pages';
import { comesAfter } from './order';

/** Rows that the list holds at most. Whoever has more before them finds nothing by scrolling: a filter is due. */
export const ROWS_MAX = 20_000;
/** Rows of the first page: what is in sight comes at once, and what is below it while that is looked at. */
const FIRST_ROWS = 50;
/** Rows of a later page, and reports named at once: the most that the server gives. */
const PAGE_ROWS = 200;

/** A row of the list. It stays where it is until somebody asks for the new ones. */
export interface Row {
  summary: ReportSummary;
  /** It no longer fits the filter: it was closed, or moved. */
  left: boolean;
}

const rowOf = (summary: ReportSummary): Row => ({ summary, left: false });

/**
 * The desk's list of reports. News change rows in place and count what is new; nothing jumps under a hand
 * that is about to click.
 */
export class TriageList {
  rows = $state.raw<readonly Row[] | undefined>(undefined);
  /** How many there are in all, as far as the server counts. */
  total = $state.raw<ReportsPage['total']>(undefined);
  failure = $state.raw<BackendError | null>(null);
  /** Why the next page did not come. */
  pageFailure = $state.raw<BackendError | null>(null);
  /** Where the next page begins. */
  next = $state.raw<string | null>(null);
  /** When the rows were last known to be as the server has them, in milliseconds since the Unix epoch. */
  rightAtMs = $state<number | null>(null);

  /** Reports that belong among the rows and came since the list was last drawn. */
  #fresh = $state.raw<ReadonlySet<string>>(new Set());
  #backend: DeskBackend;
  #filter: ReportFilter = {};
  #turn = 0;
  /** Readings under way. */
  #reading = 0;
  /** The drawing of which the next page is under way. */
  #paging: number | null = null;
  /** Reports of which there was news since they were last read. */
  #named = new Set<string>();
  /** News may have been missed: any row may have changed. */
  #missed = false;

  constructor(backend: DeskBackend) {
    this.#backend = backend;
  }

  /** How many new ones there are to be shown. */
  get fresh(): number {
    return this.#fresh.size;
  }

  /** There are more rows than it holds. */
  get isFull(): boolean {
    return this.next !== null && (this.rows?.length ?? 0) >= ROWS_MAX;
  }

  /** Draws the list anew. */
  show = async (filter: ReportFilter = this.#filter): Promise<void> => {
    this.#filter = filter;
    const turn = (this.#turn += 1);
    const draw = (page: ReportsPage) => {
      this.rows = page.reports.map(rowOf);
      this.total = page.total;
      this.next = page.next ?? null;
      this.#fresh = new Set();
      this.pageFailure = null;
      this.#isRight();
    };
    await this.#read(turn, undefined, draw, (failure) => (this.failure = failure));
  };

  /** Adds the next page below, unless it is on its way already. */
  more = async (): Promise<void> => {
    const { next } = this;
    if (next === null || this.#paging === this.#turn || this.isFull) return;
    const turn = this.#turn;
    this.#paging = turn;
    const add = (page: ReportsPage) => {
      const known = new Set(this.rows?.map((row) => row.summary.id));
      const added = page.reports.filter(({ id }) => !known.has(id)).map(rowOf);
      this.rows = [...(this.rows ?? []), ...added];
      this.next = page.next ?? null;
      this.pageFailure = null;
    };
    await this.#read(turn, next, add, (failure) => (this.pageFailure = failure));
    if (this.#paging === turn) this.#paging = null;
  };

  hear = (news: DeskNews): void => {
    if (news.kind === 'resumed') this.#missed = true;
    if (news.kind === 'report') this.#named.add(news.hint.report_id);
    void this.#catchUp();
  };

  /** Reads one row anew: somebody has just done something with it here. */
  again = (id: string): void => {
    this.#named.add(id);
    void this.#catchUp();
  };

  /**
   * Looks for what the news tell. What is being read just then may be older than they are, so they wait for
   * its end; any number of them is one look.
   */
  async #catchUp(): Promise<void> {
    while (this.#reading === 0 && (this.#missed || this.#named.size > 0)) {
      const named = [...this.#named].slice(0, PAGE_ROWS);
      const isMissed = this.#missed;
      for (const id of isMissed ? [...this.#named] : named) this.#named.delete(id);
      this.#missed = false;
      this.#reading += 1;
      await this.#look(() => (isMissed ? this.#lookAtAll() : this.#lookAt(named)));
      this.#reading -= 1;
    }
  }

  async #look(look: () => Promise<() => void>): Promise<void> {
    if (this.rows === undefined) return;
    const turn = this.#turn;
    try {
      const draw = await look();
      if (turn !== this.#turn) return;
      draw();
      this.#isRight();
    } catch (thrown) {
      // The list stays as it is, and does not pass for fresh.
      if (turn === this.#turn) this.failure = BackendError.from(thrown);
    }
  }

  /** Reads what was named, by the filter: what is missing in the answer no longer fits it. */
  async #lookAt(named: readonly string[]): Promise<() => void> {
    const filter = { ...this.#filter, ids: named.join(','), limit: PAGE_ROWS };
    const { reports } = await this.#backend.reports(filter);
    return () => {
      const gone = new Set(named);
      this.#merge(reports, ({ id }) => gone.has(id));
      this.#fresh = new Set([...this.#fresh].filter((id) => !gone.has(id)).concat(this.#newOf(reports)));
    };
  }

  /** Reads again from the top down to the last row. */
  async #lookAtAll(): Promise<() => void> {
    const last = this.rows?.at(-1)?.summary;
    const { rows: now, next } = await readPages(this.#ask, (rows) => this.#covers(rows, last));
    const deepest = now.at(-1);
    return () => {
      // Beyond what was read nothing is known.
      const isWithin = (one: ReportSummary) =>
        next === null || deepest === undefined || comesAfter(this.#filter.order, deepest, one);
      this.#merge(now, isWithin);
      this.#fresh = new Set(this.#newOf(now));
    };
  }

  /** Changes rows in their places. One that was looked for and is not there has left. */
  #merge(now: readonly ReportSummary[], isLookedFor: (one: ReportSummary) => boolean): void {
    const byId = new Map(now.map((summary) => [summary.id, summary]));
    this.rows = this.rows?.map((row) => {
      const summary = byId.get(row.summary.id);
      if (summary) return rowOf(summary);
      return isLookedFor(row.summary) ? { ...row, left: true } : row;
    });
  }

  /** Those that are not among the rows, and would be. What lies below the last one was not asked for yet. */
  #newOf(reports: readonly ReportSummary[]): string[] {
    const known = new Set(this.rows?.map((row) => row.summary.id));
    const last = this.next === null ? undefined : this.rows?.at(-1)?.summary;
    return reports
      .filter((one) => !known.has(one.id))
      .filter((one) => last === undefined || comesAfter(this.#filter.order, last, one))
      .map(({ id }) => id);
  }

  /** Whether the rows go down to this one, or to where it would be. */
  #covers(rows: readonly ReportSummary[], downTo: ReportSummary | undefined): boolean {
    const last = rows.at(-1);
    if (downTo === undefined || last === undefined) return true;
    return comesAfter(this.#filter.order, last, downTo) || rows.some(({ id }) => id === downTo.id);
  }

  #isRight(): void {
    this.failure = null;
    this.rightAtMs = Date.now();
  }

  #ask = async (after?: string) => {
    const { reports, next } = await this.#page(after);
    return { rows: reports, next };
  };

  #page = (after?: string) =>
    this.#backend.reports({ ...this.#filter, after, limit: after === undefined ? FIRST_ROWS : PAGE_ROWS });

  /** Reads a page that somebody asked for, then what the news told meanwhile. */
  async #read(
    turn: number,
    after: string | undefined,
    draw: (page: ReportsPage) => void,
    tell: (failure: BackendError) => void,
  ): Promise<void> {
    this.#reading += 1;
    try {
      const page = await this.#page(after);
      // Another filter was chosen meanwhile: its answer counts.
      if (turn === this.#turn) draw(page);
    } catch (thrown) {
      if (turn === this.#turn) tell(BackendError.from(thrown));
    }
    this.#reading -= 1;
    void this.#catchUp();
  }
}
