import type { DeskBackend, DeskNews, ReportFilter } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { ReportSummary } from '../../lib/backend/generated/types';

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
  #looking = false;
  #lookAgain = false;

  constructor(backend: DeskBackend) {
    this.#backend = backend;
  }

  /** Draws the list anew. */
  show = async (filter: ReportFilter = this.#filter): Promise<void> => {
    this.#filter = filter;
    const turn = (this.#turn += 1);
    try {
      const page = await this.#backend.reports(filter);
      // Another filter was chosen meanwhile: its answer counts.
      if (turn !== this.#turn) return;
      this.rows = page.reports.map((summary) => ({ summary, left: false }));
      this.next = page.next ?? null;
      this.fresh = 0;
      this.failure = null;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = BackendError.from(thrown);
    }
  };

  /** Adds the next page below. */
  more = async (): Promise<void> => {
    if (this.next === null) return;
    const turn = this.#turn;
    try {
      const page = await this.#backend.reports({ ...this.#filter, after: this.next });
      if (turn !== this.#turn) return;
      const known = new Set(this.rows?.map((row) => row.summary.id));
      const added = page.reports
        .filter(({ id }) => !known.has(id))
        .map((summary) => ({ summary, left: false }));
      this.rows = [...(this.rows ?? []), ...added];
      this.next = page.next ?? null;
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
    }
  };

  hear = (news: DeskNews): void => {
    if (news.kind === 'report' || news.kind === 'resumed') void this.#look();
  };

  /** Reads the newest page once for any number of news that come while it is being read. */
  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#lookAgain = false;
        await this.#lookOnce();
      } while (this.#lookAgain);
    } finally {
      this.#looking = false;
    }
  }

  async #lookOnce(): Promise<void> {
    if (this.rows === undefined) return;
    const turn = this.#turn;
    try {
      const page = await this.#backend.reports(this.#filter);
      if (turn === this.#turn) this.#merge(page.reports);
    } catch {
      // The list stays as it is; the bar above says that the stream is lost.
    }
  }

  #merge(newest: readonly ReportSummary[]): void {
    const byId = new Map(newest.map((summary) => [summary.id, summary]));
    const oldest = newest.at(-1)?.received_at ?? '';
    this.rows = this.rows?.map((row) => {
      const summary = byId.get(row.summary.id);
      if (summary) return { summary, left: false };
      // Older than the page that was read: nothing is known about it.
      return row.summary.received_at < oldest ? row : { ...row, left: true };
    });
    const known = new Set(this.rows?.map((row) => row.summary.id));
    this.fresh = newest.filter(({ id }) => !known.has(id)).length;
  }
}
