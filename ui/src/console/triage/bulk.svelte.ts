import type { DeskBackend } from '../../lib/backend/backend';
import type { BulkDeed, BulkItem, BulkOutcome, ReportSummary } from '../../lib/backend/generated/types';
import { BackendError } from '../../lib/backend/failure';
import { deskWords } from '../desk-words';
import type { TriageList } from './triage-list.svelte';

/** Reports that the server changes at once, at most. */
export const BULK_MAX = 100;

/** What came of one report. */
export interface Outcome {
  before: ReportSummary;
  outcome: BulkOutcome['outcome'];
}

/** How each change is taken back; what somebody was told cannot be. */
const BACK: Record<BulkDeed['kind'], ((before: ReportSummary) => BulkDeed) | null> = {
  assignment: (before) => ({ kind: 'assignment', ...(before.assignee && { to: before.assignee.id }) }),
  status: () => ({ kind: 'status', to: 'seen' }),
  initiative: null,
};

/** Several reports taken together. Each is changed by itself, on the strength of what its row showed. */
export class Bulk {
  busy = $state(false);
  wrong = $state<string | null>(null);
  /** What came of the last change. */
  outcomes = $state.raw<readonly Outcome[]>([]);

  #selected = $state.raw<ReadonlySet<string>>(new Set());
  #backend: DeskBackend;
  #triage: TriageList;
  /** How the last change is taken back, where that can be done. */
  #back = $state.raw<((before: ReportSummary) => BulkDeed) | null>(null);
  /** The ids of the writes of this try: they stay while the same is tried again after a lost answer. */
  #tried: { key: string; items: readonly BulkItem[] } | null = null;

  constructor(backend: DeskBackend, triage: TriageList) {
    this.#backend = backend;
    this.#triage = triage;
  }

  /** What is selected, in the order of the rows. */
  get summaries(): ReportSummary[] {
    return (this.#triage.rows ?? []).map(({ summary }) => summary).filter(({ id }) => this.#selected.has(id));
  }

  get isFull(): boolean {
    return this.#selected.size >= BULK_MAX;
  }

  get canUndo(): boolean {
    return this.#back !== null && this.outcomes.some(({ outcome }) => outcome.kind === 'done');
  }

  has(id: string): boolean {
    return this.#selected.has(id);
  }

  toggle(id: string): void {
    const changed = new Set(this.#selected);
    if (!changed.delete(id) && !this.isFull) changed.add(id);
    this.#selected = changed;
  }

  clear = (): void => {
    this.#selected = new Set();
    this.outcomes = [];
    this.wrong = null;
  };

  /** Changes all that is selected. What was refused stays selected, so that it can be looked at and tried again. */
  async change(change: BulkDeed): Promise<boolean> {
    return this.#send(this.summaries, change, BACK[change.kind]);
  }

  /** Takes the last change back, where it was done. */
  async undo(): Promise<void> {
    const back = this.#back;
    if (back === null) return;
    const done = this.outcomes.flatMap(({ before, outcome }) =>
      outcome.kind === 'done' ? [{ before, revision: outcome.revision }] : [],
    );
    // Each goes back to whoever had it: one call for each of them.
    const all: Outcome[] = [];
    for (const change of new Set(done.map(({ before }) => JSON.stringify(back(before))))) {
      const members = done.filter(({ before }) => JSON.stringify(back(before)) === change);
      const now = members.map(({ before, revision }) => this.#now(before, revision));
      if (!(await this.#send(now, JSON.parse(change) as BulkDeed, null))) return;
      all.push(...this.outcomes);
    }
    this.outcomes = all;
  }

  /** The report as the change left it. */
  #now(before: ReportSummary, revision: number): ReportSummary {
    const row = this.#triage.rows?.find(({ summary }) => summary.id === before.id);
    return { ...(row?.summary ?? before), revision };
  }

  async #send(
    summaries: readonly ReportSummary[],
    change: BulkDeed,
    back: ((before: ReportSummary) => BulkDeed) | null,
  ): Promise<boolean> {
    if (this.busy || summaries.length === 0) return false;
    this.busy = true;
    this.wrong = null;
    try {
      const told = await this.#backend.changeMany(this.#itemsOf(summaries, change), change);
      this.#tried = null;
      this.outcomes = told.flatMap(({ outcome }, place) => {
        const before = summaries[place];
        return before ? [{ before, outcome }] : [];
      });
      this.#back = back;
      this.#selected = new Set(
        this.outcomes.flatMap(({ before, outcome }) => (outcome.kind === 'refused' ? [before.id] : [])),
      );
      return true;
    } catch (thrown) {
      this.wrong = deskWords(BackendError.from(thrown));
      return false;
    } finally {
      this.busy = false;
      for (const { id } of summaries) this.#triage.again(id);
    }
  }

  #itemsOf(summaries: readonly ReportSummary[], change: BulkDeed): readonly BulkItem[] {
    const seen = summaries.map(({ id, revision, assignee }) => ({
      report: id,
      revision,
      ...(assignee && { assignee: assignee.id }),
    }));
    const key = JSON.stringify([seen, change]);
    if (this.#tried?.key !== key) {
      this.#tried = { key, items: seen.map((one) => ({ ...one, operation: crypto.randomUUID() })) };
    }
    return this.#tried.items;
  }
}
