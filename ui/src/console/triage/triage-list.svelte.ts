import type { DeskBackend, DeskNews, ReportFilter } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { ReportSummary } from '../../lib/backend/generated/types';
import { readPages, type Page, type Pages } from '../pages';

/** A row of the list. It stays where it is until somebody asks for the new ones. */
export interface Row {
  summary: ReportSummary;
  /** It no longer fits the filter: it was closed, or moved. */
  left: boolean;
}

/**
 * The desk's list of reports. News change rows in place and count what is new; nothing jumps under a hand
 * that is about to click.
 */
export class TriageList {
  rows = $state.raw<readonly Row[] | undefined>(undefined);
  /** Reports that came in since the list was last drawn. */
  fresh = $state(0);
  failure = $state.raw<BackendError | null>(null);
  /** Where the next page begins. */
  next = $state.raw<string | null>(null);

  #backend: DeskBackend;
  #filter: ReportFilter = {};
  #turn = 0;
  /** Readings under way. */
  #reading = 0;
  /** Reports of which there was news since the list was last read. */
  #named = new Set<string>();
  /** News may have been missed: any row may have changed. */
  #missed = false;

  constructor(backend: DeskBackend) {
    this.#backend = backend;
  }

  /** Draws the list anew. */
  show = async (filter: ReportFilter = this.#filter): Promise<void> => {
    this.#filter = filter;
    const turn = (this.#turn += 1);
    await this.#read(turn, async () => {
      const page = await this.#ask();
      // Another filter was chosen meanwhile: its answer counts.
      if (turn !== this.#turn) return;
      this.rows = page.rows.map((summary) => ({ summary, left: false }));
      this.next = page.next ?? null;
      this.fresh = 0;
      this.failure = null;
    });
  };

  /** Adds the next page below. */
  more = async (): Promise<void> => {
    const { next } = this;
    if (next === null) return;
    const turn = this.#turn;
    await this.#read(turn, async () => {
      const page = await this.#ask(next);
      if (turn !== this.#turn) return;
      const known = new Set(this.rows?.map((row) => row.summary.id));
      const added = page.rows.filter(({ id }) => !known.has(id)).map((summary) => ({ summary, left: false }));
      this.rows = [...(this.rows ?? []), ...added];
      this.next = page.next ?? null;
    });
  };

  hear = (news: DeskNews): void => {
    if (news.kind === 'resumed') this.#missed = true;
    if (news.kind === 'report') this.#named.add(news.hint.report_id);
    void this.#catchUp();
  };

  /**
   * Looks for what the news tell. What is being read just then may be older than they are, so they wait for
   * its end; any number of them is one look.
   */
  async #catchUp(): Promise<void> {
    while (this.#reading === 0 && (this.#missed || this.#named.size > 0)) {
      const deepest = this.#missed
        ? this.rows?.at(-1)
        : this.rows?.findLast(({ summary }) => this.#named.has(summary.id));
      this.#missed = false;
      this.#named.clear();
      this.#reading += 1;
      await this.#look(deepest?.summary);
      this.#reading -= 1;
    }
  }

  /**
   * Reads again from the newest report down to this one, or the newest page. One report cannot be read
   * alone: its resident would be told that a person has seen it.
   */
  async #look(downTo: ReportSummary | undefined): Promise<void> {
    if (this.rows === undefined) return;
    const turn = this.#turn;
    try {
      const newest = await readPages(this.#ask, (rows) => covers(rows, downTo));
      if (turn !== this.#turn) return;
      this.#merge(newest);
      this.failure = null;
    } catch (thrown) {
      // The list stays as it is, and does not pass for fresh.
      if (turn === this.#turn) this.failure = BackendError.from(thrown);
    }
  }

  #merge({ rows: newest, next }: Pages<ReportSummary>): void {
    const byId = new Map(newest.map((summary) => [summary.id, summary]));
    const oldest = newest.at(-1);
    this.rows = this.rows?.map((row) => {
      const summary = byId.get(row.summary.id);
      if (summary) return { summary, left: false };
      // Beyond what was read: nothing is known about it.
      const isBeyond = next !== null && oldest !== undefined && !isOlder(oldest, row.summary);
      return isBeyond ? row : { ...row, left: true };
    });
    const known = new Set(this.rows?.map((row) => row.summary.id));
    const last = this.next === null ? undefined : this.rows?.at(-1)?.summary;
    // What lies below the last row is not new: it was not asked for yet.
    const isNew = (one: ReportSummary) => !known.has(one.id) && (last === undefined || isOlder(last, one));
    this.fresh = newest.filter(isNew).length;
  }

  #ask = async (after?: string): Promise<Page<ReportSummary>> => {
    const { reports: rows, next } = await this.#backend.reports({ ...this.#filter, after });
    return { rows, next };
  };

  /** Reads what somebody asked for, then what the news told meanwhile. */
  async #read(turn: number, ask: () => Promise<void>): Promise<void> {
    this.#reading += 1;
    try {
      await ask();
    } catch (thrown) {
      if (turn === this.#turn) this.failure = BackendError.from(thrown);
    }
    this.#reading -= 1;
    void this.#catchUp();
  }
}

const isOlder = (a: ReportSummary, b: ReportSummary) => a.received_at < b.received_at;

/** Whether the rows go down to this one, or to where it would be. */
function covers(rows: readonly ReportSummary[], downTo: ReportSummary | undefined): boolean {
  const last = rows.at(-1);
  if (downTo === undefined || last === undefined) return true;
  return isOlder(last, downTo) || rows.some(({ id }) => id === downTo.id);
}
