import type { AlertStage } from '../backend';
import { BackendError } from '../failure';
import type {
  Alert,
  AlertContent,
  AlertDecision,
  AlertDiscard,
  AlertDraft,
  AlertEnd,
  AlertRecall,
  AlertReview,
  AlertSubmission,
  AlertUpdate,
  Event,
  News,
} from '../generated/types';
import { levelOf } from '../../alert/level';
import { AlertFiles } from './alert-files';
import { after, alertPlans, alerts } from './fixtures';
import { MockReports } from './reports';

/** The part of a patrol server in memory that keeps alerts, and what every write has in common. */
export class MockAlerts extends MockReports {
  alerts_: Alert[];
  /** What is prepared beside what was published. */
  readonly files: AlertFiles;
  /** What was written under each id. */
  #written = new Map<string, string>();

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    this.alerts_ = alerts(nowMs());
    this.files = new AlertFiles(alertPlans(nowMs()));
  }

  alerts = (stage: AlertStage | undefined, after?: string) =>
    this.answer('alerts', () => {
      const all = this.files.list(this.alerts_, stage, this.nowMs());
      const { rows, next } = pageOf(all, after);
      return { alerts: rows, ...next };
    });
  alert = (id: string) =>
    this.answer('alert', () => oneOf(this.files.list(this.alerts_, undefined, this.nowMs()), id));
  keepAlert = (id: string, operation: string, draft: AlertDraft) =>
    this.answer('keepAlert', () => {
      const known = this.files.list(this.alerts_, undefined, this.nowMs()).find((one) => one.id === id);
      if (!this.isRepeated(operation, draft)) {
        if ((known?.revision ?? 0) !== draft.revision) throw new BackendError('changed_meanwhile');
        this.files.keep(id, draft, this.me_, draft.revision + 1, known?.published);
      }
      return { id: operation, revision: draft.revision + 1 };
    });
  submitAlert = (id: string, operation: string, submission: AlertSubmission) =>
    this.answer('submitAlert', () => {
      if (submission.alone != null && this.files.othersOnDuty) {
        throw new BackendError('not_possible', 'forbidden');
      }
      if (this.isRepeated(operation, submission)) return;
      const sent = this.files.submit(id, submission, this.me_, this.nowMs());
      if (sent) this.#send(id, sent);
    });
  decideAlert = (id: string, operation: string, decision: AlertDecision) =>
    this.answer('decideAlert', () => {
      if (this.isRepeated(operation, decision)) return;
      const sent = this.files.decide(id, decision);
      if (sent) this.#send(id, sent);
    });
  discardAlert = (id: string, operation: string, discard: AlertDiscard) =>
    this.answer('discardAlert', () => {
      if (!this.isRepeated(operation, discard)) this.files.plans.delete(id);
    });
  reviewAlert = (id: string, operation: string, review: AlertReview) =>
    this.answer('reviewAlert', () => {
      if (!this.isRepeated(operation, review)) this.files.alone.delete(id);
    });
  recallAlert = (id: string, operation: string, recall: AlertRecall) =>
    this.answer('recallAlert', () =>
      this.change(this.alerts_, id, operation, recall, { state: 'recalled', closing: recall.closing }),
    );

  /** Makes what was prepared what residents see. */
  #send(id: string, content: AlertContent): void {
    const earlier = this.alerts_.find((one) => one.id === id);
    const level = levelOf(content.urgency, content.severity, content.certainty);
    const sent = after(this.nowMs(), 0);
    const one: Alert = earlier
      ? { ...earlier, revision: earlier.revision + 1, state: 'updated', sent, level, content }
      : { id, revision: 1, state: 'active', identifier: id, sender: 'patrol.example', sent, level, content };
    this.alerts_ = [one, ...this.alerts_.filter((other) => other.id !== id)];
  }
  publishAlert = (id: string, content: AlertContent) =>
    this.answer('publishAlert', () => {
      if (this.isRepeated(id, content)) return;
      const sent = after(this.nowMs(), 0);
      const level = levelOf(content.urgency, content.severity, content.certainty);
      const one: Alert = {
        id,
        revision: 1,
        state: 'active',
        identifier: id,
        sender: 'patrol.example',
        sent,
        level,
        content,
      };
      this.alerts_ = [one, ...this.alerts_];
    });

  updateAlert = (id: string, operation: string, update: AlertUpdate) =>
    this.answer('updateAlert', () =>
      this.change(this.alerts_, id, operation, update, { state: 'updated', content: update.content }),
    );
  endAlert = (id: string, operation: string, end: AlertEnd) =>
    this.answer('endAlert', () =>
      this.change(this.alerts_, id, operation, end, {
        state: 'ended',
        ...(end.closing != null && { closing: end.closing }),
      }),
    );

  /** Whether the same was written before under this id. Something else under it is a conflict. */
  protected isRepeated(operation: string, body: unknown): boolean {
    this.operations.push(operation);
    const now = JSON.stringify(body);
    const before = this.#written.get(operation);
    if (before !== undefined && before !== now) throw new BackendError('not_possible', 'conflict');
    this.#written.set(operation, now);
    return before !== undefined;
  }

  /** Changes one of `all` on the strength of a revision, and once only. */
  protected change<T extends Alert | Event | News>(
    all: T[],
    id: string,
    operation: string,
    body: { revision: number },
    change: Partial<T>,
  ): void {
    const one = oneOf(all, id);
    const isOver = 'state' in one && (one.state === 'ended' || one.state === 'cancelled');
    if (this.#written.get(operation) === undefined && (isOver || one.revision !== body.revision)) {
      this.operations.push(operation);
      throw new BackendError('changed_meanwhile', 'changed_meanwhile');
    }
    if (this.isRepeated(operation, body)) return;
    all[all.indexOf(one)] = { ...one, ...change, revision: one.revision + 1 };
  }
}

/** How many alerts or events come at once. */
const PAGE_ROWS = 50;

export function pageOf<T>(all: readonly T[], after?: string): { rows: T[]; next: { next?: string } } {
  const start = Number(after ?? 0);
  const end = start + PAGE_ROWS;
  return { rows: all.slice(start, end), next: end < all.length ? { next: String(end) } : {} };
}

export function oneOf<T extends { id: string }>(all: readonly T[], id: string): T {
  const one = all.find((one) => one.id === id);
  if (!one) throw new BackendError('not_found', 'not_found');
  return one;
}
