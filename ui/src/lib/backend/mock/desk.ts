import { type AuditFilter, type DeskBackend, type Person, type Rights } from '../backend';
import type {
  DeskFigures,
  Event,
  EventCancellation,
  EventContent,
  EventUpdate,
  MapPack,
} from '../generated/types';
import { INVITATION } from './door';
import { events } from './events';
import { deskFigures } from './figures';
import { after, alderQuay, audit, idOf, people } from './fixtures';
import { oneOf, pageOf } from './alerts';
import { MockTrials } from './trials';

/** Rows on a page of the audit. */
const AUDIT_ROWS = 5;

/** A patrol server in memory. */
export class MockDesk extends MockTrials implements DeskBackend {
  people_: Person[];
  figures_: DeskFigures = deskFigures;
  events_: Event[];
  /** The map of the area, and the file that it is. */
  map_: MapPack | null = null;
  mapFile_: Uint8Array | null = null;

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
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
  areaMap = () => this.answer('areaMap', () => this.map_);
  mapBytes = (sha256: string, offset: number, length: number) =>
    this.answer('mapBytes', () => {
      const isThis = sha256 === this.map_?.sha256;
      return isThis ? (this.mapFile_?.slice(offset, offset + length) ?? null) : null;
    });
  deskFigures = () => this.answer('deskFigures', () => this.figures_);
  events = (after?: string) =>
    this.answer('events', () => {
      const { rows, next } = pageOf(this.events_, after);
      return { events: rows, ...next };
    });
  event = (id: string) => this.answer('event', () => oneOf(this.events_, id));

  attendance = (id: string) =>
    this.answer('attendance', () => ({ answers: 9, people: oneOf(this.events_, id).full ? 30 : 17 }));

  publishEvent = (id: string, content: EventContent) =>
    this.answer('publishEvent', () => {
      if (this.isRepeated(id, content)) return;
      const one: Event = { id, revision: 1, state: 'published', changed_at: after(this.nowMs(), 0), content };
      this.events_ = [one, ...this.events_];
    });

  updateEvent = (id: string, operation: string, update: EventUpdate) =>
    this.answer('updateEvent', () =>
      this.change(this.events_, id, operation, update, { content: update.content }),
    );
  cancelEvent = (id: string, operation: string, cancellation: EventCancellation) =>
    this.answer('cancelEvent', () =>
      this.change(this.events_, id, operation, cancellation, {
        state: 'cancelled',
        cancellation_note: cancellation.note,
      }),
    );
}
