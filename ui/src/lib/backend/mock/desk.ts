import type { DeskBackend, DeskNews, Me, ReportFilter, StreamState } from '../backend';
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
  ReportDetail,
  StatusChange,
} from '../generated/types';
import { levelOf } from '../../alert/level';
import { deskReports } from './desk-reports';
import { after, alderQuay, alerts, events } from './fixtures';
import { Scripted } from './scripted';

/** A patrol server in memory. */
export class MockDesk extends Scripted implements DeskBackend {
  me_: Me | null = { name: 'Bo', role: 'staff' };
  reports_: ReportDetail[];
  alerts_: Alert[];
  events_: Event[];
  /** Ids of the writes that came in, in order. */
  readonly operations: string[] = [];

  #onNews = new Set<(news: DeskNews) => void>();
  #onState = new Set<(state: StreamState) => void>();

  constructor(readonly nowMs: () => number = Date.now) {
    super();
    this.reports_ = deskReports(nowMs());
    this.alerts_ = alerts(nowMs());
    this.events_ = events(nowMs());
  }

  /** Sends news over the live stream. */
  tell(news: DeskNews): void {
    for (const listener of this.#onNews) listener(news);
  }

  /** Breaks or mends the live stream. */
  setStream(state: StreamState): void {
    for (const listener of this.#onState) listener(state);
  }

  listen = (onNews: (news: DeskNews) => void, onState: (state: StreamState) => void) => {
    this.#onNews.add(onNews);
    this.#onState.add(onState);
    onState('live');
    return () => {
      this.#onNews.delete(onNews);
      this.#onState.delete(onState);
    };
  };

  me = () =>
    this.answer('me', () => {
      if (this.me_ === null) throw new BackendError('signed_out', 'sign_in_required');
      return this.me_;
    });
  signOut = () => this.answer('signOut', () => void (this.me_ = null));
  area = () => this.answer('area', () => alderQuay);
  alerts = () => this.answer('alerts', () => ({ alerts: this.alerts_ }));
  events = () => this.answer('events', () => ({ events: this.events_ }));

  reports = ({ status, category }: ReportFilter) =>
    this.answer('reports', () => ({
      reports: this.reports_
        .map(({ summary }) => summary)
        .filter((summary) => status === undefined || status.split(',').includes(summary.status))
        .filter((summary) => category === undefined || summary.category === category)
        .sort((a, b) => b.received_at.localeCompare(a.received_at)),
    }));

  report = (id: string) =>
    this.answer('report', () => {
      const report = this.#report(id);
      // As the server does: a new report that a person opens is seen.
      if (report.summary.status === 'received') this.#setStatus(report, { to: 'seen', revision: 0 });
      return report;
    });

  changeStatus = (id: string, operation: string, change: StatusChange) =>
    this.answer('changeStatus', () => {
      this.operations.push(operation);
      const report = this.#report(id);
      if (change.revision !== report.summary.revision) throw new BackendError('changed_meanwhile');
      this.#setStatus(report, change);
      return { id: operation, revision: report.summary.revision };
    });

  message = (id: string, operation: string, text: string) =>
    this.answer('message', () => {
      this.operations.push(operation);
      const report = this.#report(id);
      // A message that was sent twice is there once.
      if (report.thread.some((entry) => entry.kind === 'message' && entry.id === operation)) {
        return { id: operation, revision: report.summary.revision };
      }
      const revision = (report.summary.revision += 1);
      report.thread.push({
        revision,
        at: after(this.nowMs(), 0),
        kind: 'message',
        id: operation,
        from: 'patrol',
        text,
      });
      this.tell({ kind: 'report', hint: { report_id: id, revision } });
      return { id: operation, revision };
    });

  publishAlert = (id: string, content: AlertContent) =>
    this.answer('publishAlert', () => {
      this.operations.push(id);
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
      this.alerts_ = [one, ...this.alerts_.filter((alert) => alert.id !== id)];
    });

  updateAlert = (id: string, operation: string, { content }: AlertUpdate) =>
    this.#changeAlert('updateAlert', id, operation, { state: 'updated', content });
  endAlert = (id: string, operation: string, { note }: AlertEnd) =>
    this.#changeAlert('endAlert', id, operation, {
      state: 'ended',
      ...(note != null && { closing_note: note }),
    });

  publishEvent = (id: string, content: EventContent) =>
    this.answer('publishEvent', () => {
      this.operations.push(id);
      const one: Event = { id, revision: 1, state: 'published', changed_at: after(this.nowMs(), 0), content };
      this.events_ = [one, ...this.events_.filter((event) => event.id !== id)];
    });

  updateEvent = (id: string, operation: string, { content }: EventUpdate) =>
    this.#changeEvent('updateEvent', id, operation, { content });
  cancelEvent = (id: string, operation: string, { note }: EventCancellation) =>
    this.#changeEvent('cancelEvent', id, operation, { state: 'cancelled', cancellation_note: note });

  #report(id: string): ReportDetail {
    const report = this.reports_.find(({ summary }) => summary.id === id);
    if (!report) throw new BackendError('not_found', 'not_found');
    return report;
  }

  #setStatus(report: ReportDetail, { to, ending }: StatusChange): void {
    const revision = (report.summary.revision += 1);
    report.summary.status = to;
    report.thread.push({
      revision,
      at: after(this.nowMs(), 0),
      kind: 'status',
      status: to,
      ending: ending ?? null,
    });
    this.tell({ kind: 'report', hint: { report_id: report.summary.id, revision } });
  }

  #changeAlert(call: string, id: string, operation: string, change: Partial<Alert>): Promise<void> {
    return this.answer(call, () => {
      this.operations.push(operation);
      this.alerts_ = this.alerts_.map((alert) =>
        alert.id === id ? { ...alert, ...change, revision: alert.revision + 1 } : alert,
      );
    });
  }

  #changeEvent(call: string, id: string, operation: string, change: Partial<Event>): Promise<void> {
    return this.answer(call, () => {
      this.operations.push(operation);
      this.events_ = this.events_.map((event) =>
        event.id === id ? { ...event, ...change, revision: event.revision + 1 } : event,
      );
    });
  }
}
