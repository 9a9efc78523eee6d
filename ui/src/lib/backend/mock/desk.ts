import { type AuditFilter, type DeskBackend, type Person, type Rights } from '../backend';
import { BackendError } from '../failure';
import type {
  Alert,
  AlertContent,
  AlertEnd,
  AlertUpdate,
  Event,
  EventCancellation,
  EventContent,
  EventUpdate,
} from '../generated/types';
import { levelOf } from '../../alert/level';
import { INVITATION } from './door';
import { after, alderQuay, alerts, audit, events, idOf, people } from './fixtures';
import { MockReports } from './reports';

/** Rows on a page of the audit. */
const AUDIT_ROWS = 5;

/** A patrol server in memory. */
export class MockDesk extends MockReports implements DeskBackend {
  people_: Person[];
  alerts_: Alert[];
  events_: Event[];
  /** What was written under each id. */
  #written = new Map<string, string>();

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    this.alerts_ = alerts(nowMs());
    this.events_ = events(nowMs());
    this.people_ = people(nowMs());
  }

  people = () => this.answer('people', () => this.people_);
  changePerson = (id: string, change: { rights: Rights; shut_out: boolean }) =>
    this.answer('changePerson', () => {
      const person = oneOf(this.people_, id);
      Object.assign(person, change, change.shut_out ? { sessions: 0 } : {});
    });
  endSessions = (id: string) => this.answer('endSessions', () => void (oneOf(this.people_, id).sessions = 0));
  invite = (id: string, { name, rights }: { name: string; rights: Rights }) =>
    this.answer('invite', () => {
      const until = after(this.nowMs(), 24 * 60);
      const known = this.people_.find((person) => person.name === name);
      const person = known ?? {
        id: idOf(310 + this.people_.length),
        name,
        rights,
        created_at: after(this.nowMs(), 0),
        shut_out: false,
        enrolled: false,
        sessions: 0,
      };
      Object.assign(person, { rights, shut_out: false, invited_until: until });
      if (!known) this.people_ = [...this.people_, person];
      const link = `https://patrol.example/console/#/invite/${INVITATION}`;
      return { id, person: person.id, link, expires_at: until };
    });
  audit = ({ staff, act, after: cursor }: AuditFilter) =>
    this.answer('audit', () => {
      const all = audit(this.nowMs()).filter(
        (entry) =>
          (staff === undefined || entry.staff_id === staff) &&
          (act === undefined || entry.act === act || entry.act.startsWith(`${act}.`)),
      );
      const from = Number(cursor ?? 0);
      const until = from + AUDIT_ROWS;
      const next = until < all.length ? { next: `${until}` } : {};
      return { rows: all.slice(from, until), unchained: 1, ...next };
    });
  exportAudit = () => this.answer('exportAudit', () => new Blob(['{}\n']));
  area = () => this.answer('area', () => alderQuay);
  alerts = (after?: string) =>
    this.answer('alerts', () => {
      const { rows, next } = pageOf(this.alerts_, after);
      return { alerts: rows, ...next };
    });
  alert = (id: string) => this.answer('alert', () => oneOf(this.alerts_, id));
  events = (after?: string) =>
    this.answer('events', () => {
      const { rows, next } = pageOf(this.events_, after);
      return { events: rows, ...next };
    });
  event = (id: string) => this.answer('event', () => oneOf(this.events_, id));

  publishAlert = (id: string, content: AlertContent) =>
    this.answer('publishAlert', () => {
      if (this.#isRepeated(id, content)) return;
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
      this.#change(this.alerts_, id, operation, update, { state: 'updated', content: update.content }),
    );
  endAlert = (id: string, operation: string, end: AlertEnd) =>
    this.answer('endAlert', () =>
      this.#change(this.alerts_, id, operation, end, {
        state: 'ended',
        ...(end.note != null && { closing_note: end.note }),
      }),
    );

  publishEvent = (id: string, content: EventContent) =>
    this.answer('publishEvent', () => {
      if (this.#isRepeated(id, content)) return;
      const one: Event = { id, revision: 1, state: 'published', changed_at: after(this.nowMs(), 0), content };
      this.events_ = [one, ...this.events_];
    });

  updateEvent = (id: string, operation: string, update: EventUpdate) =>
    this.answer('updateEvent', () =>
      this.#change(this.events_, id, operation, update, { content: update.content }),
    );
  cancelEvent = (id: string, operation: string, cancellation: EventCancellation) =>
    this.answer('cancelEvent', () =>
      this.#change(this.events_, id, operation, cancellation, {
        state: 'cancelled',
        cancellation_note: cancellation.note,
      }),
    );

  /** Whether the same was written before under this id. Something else under it is a conflict. */
  #isRepeated(operation: string, body: unknown): boolean {
    this.operations.push(operation);
    const now = JSON.stringify(body);
    const before = this.#written.get(operation);
    if (before !== undefined && before !== now) throw new BackendError('not_possible', 'conflict');
    this.#written.set(operation, now);
    return before !== undefined;
  }

  /** Changes one of `all` on the strength of a revision, and once only. */
  #change<T extends Alert | Event>(
    all: T[],
    id: string,
    operation: string,
    body: { revision: number },
    change: Partial<T>,
  ): void {
    const one = oneOf(all, id);
    const isOver = one.state === 'ended' || one.state === 'cancelled';
    if (this.#written.get(operation) === undefined && (isOver || one.revision !== body.revision)) {
      this.operations.push(operation);
      throw new BackendError('changed_meanwhile', 'changed_meanwhile');
    }
    if (this.#isRepeated(operation, body)) return;
    all[all.indexOf(one)] = { ...one, ...change, revision: one.revision + 1 };
  }
}

/** How many alerts or events come at once. */
const PAGE_ROWS = 50;

function pageOf<T>(all: readonly T[], after?: string): { rows: T[]; next: { next?: string } } {
  const start = Number(after ?? 0);
  const end = start + PAGE_ROWS;
  return { rows: all.slice(start, end), next: end < all.length ? { next: String(end) } : {} };
}

function oneOf<T extends { id: string }>(all: readonly T[], id: string): T {
  const one = all.find((one) => one.id === id);
  if (!one) throw new BackendError('not_found', 'not_found');
  return one;
}
