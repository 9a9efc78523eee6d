import { BackendError } from '../../lib/backend/failure';
import type { Changed, ReportDetail } from '../../lib/backend/generated/types';
import type { Resource } from '../../lib/ui/resource.svelte';
import { deskWords } from '../desk-words';
import { Operation } from '../operation';
import { differences } from './differences';

/**
 * What somebody does with a report: one write at a time, and each on the strength of what they had seen of
 * it, which is not always what is shown by now.
 */
export class Work {
  busy = $state(false);
  wrong = $state<string | null>(null);
  /** What others changed since it was seen, told after a refusal. What was filled in meanwhile stays. */
  changes = $state.raw<readonly string[]>([]);
  /** The report as somebody has seen it. */
  seen = $state.raw<ReportDetail | undefined>(undefined);

  #report: Resource<ReportDetail>;
  #operation = new Operation();

  constructor(report: Resource<ReportDetail>) {
    this.#report = report;
  }

  /** Nothing is wrong any more: something else is begun. */
  begin(): void {
    this.wrong = null;
    this.changes = [];
  }

  /** Writes `content` under an id of its own; whether it was taken. */
  async send(content: unknown, write: (operation: string) => Promise<Changed>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.begin();
    const { seen } = this;
    let isStale = false;
    try {
      const { revision } = await write(this.#operation.idFor(content));
      this.#operation.done();
      this.#made(revision);
      return true;
    } catch (thrown) {
      const failure = BackendError.from(thrown);
      this.wrong = deskWords(failure);
      isStale = failure.kind === 'changed_meanwhile';
      return false;
    } finally {
      // Also after a refusal: it may stand elsewhere by now.
      await this.#report.reload();
      const now = this.#report.value;
      if (isStale && seen && now) this.changes = differences(seen, now);
      if (isStale || now?.summary.revision === this.seen?.summary.revision) this.seen = now;
      this.busy = false;
    }
  }

  /** Somebody who writes to the resident while they choose has not been overtaken by that. */
  wrote(revision: number): void {
    if (this.seen && revision === this.seen.summary.revision + 1) this.#made(revision);
  }

  #made(revision: number): void {
    if (this.seen) this.seen = { ...this.seen, summary: { ...this.seen.summary, revision } };
  }
}
