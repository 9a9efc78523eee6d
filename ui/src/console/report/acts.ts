import type { DeskBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type {
  Ending,
  HoldStep,
  NewReferral,
  Redaction,
  Referral,
  ReportRef,
  ReportSummary,
  Status,
} from '../../lib/backend/generated/types';
import type { Work } from './work.svelte';

/** What can be done with one report; each tells whether it was taken. */
export class Acts {
  #backend: DeskBackend;
  #work: Work;
  #id: string;

  constructor(backend: DeskBackend, work: Work, id: string) {
    this.#backend = backend;
    this.#work = work;
    this.#id = id;
  }

  change(to: Status, how?: { ending: Ending; message?: string }): Promise<boolean> {
    const change = { revision: this.#revision, to, ...how };
    return this.#send(change, (operation) => this.#backend.changeStatus(this.#id, operation, change));
  }

  /** Puts somebody in charge, in the place of whoever was seen there. */
  assign(to: string): Promise<boolean> {
    const from = this.#work.seen?.summary.assignee?.id;
    const assignment = { ...(from !== undefined && { from }), to };
    return this.#send(assignment, (operation) => this.#backend.assign(this.#id, operation, assignment));
  }

  refer(referral: NewReferral): Promise<boolean> {
    return this.#send(referral, (operation) => this.#backend.refer(this.#id, operation, referral));
  }

  endReferral({ to }: Referral): Promise<boolean> {
    return this.#send({ end: to }, (operation) => this.#backend.endReferral(this.#id, operation, to));
  }

  hold(step: HoldStep, reason: string): Promise<boolean> {
    const change = { step, reason };
    return this.#send(change, (operation) => this.#backend.changeHold(this.#id, operation, change));
  }

  redact(redaction: Omit<Redaction, 'revision'>): Promise<boolean> {
    const whole = { revision: this.#revision, ...redaction };
    return this.#send(whole, (operation) => this.#backend.redact(this.#id, operation, whole));
  }

  /** Lets one report follow another one. Either may be the one that is shown. */
  merge(follower: ReportSummary, original: ReportSummary): Promise<boolean> {
    const revision = follower.id === this.#id ? this.#revision : follower.revision;
    const ending: Ending = { reason: 'duplicate_of', duplicate_of: original.id };
    const change = { revision, to: 'closed' as const, ending };
    return this.#send([follower.id, change], (operation) =>
      this.#backend.changeStatus(follower.id, operation, change),
    );
  }

  /** Lets a follower go its own way again. Each try is another write: it rests on what is read for it. */
  separate({ id }: ReportRef): Promise<boolean> {
    return this.#send(['separate', id, crypto.randomUUID()], async (operation) => {
      const revision = id === this.#id ? this.#revision : await this.#revisionOf(id);
      return this.#backend.changeStatus(id, operation, { revision, to: 'seen' });
    });
  }

  /** Of another report, without telling its resident that it was seen. */
  async #revisionOf(id: string): Promise<number> {
    const { reports } = await this.#backend.reports({ ids: id });
    const [other] = reports;
    if (!other) throw new BackendError('not_found');
    return other.revision;
  }

  get #revision(): number {
    return this.#work.seen?.summary.revision ?? 0;
  }

  #send: Work['send'] = (content, write) => this.#work.send(content, write);
}
