import type { DeskNews, StreamState } from '../backend';
import { BackendError } from '../failure';
import type {
  Assignment,
  BulkDeed,
  BulkItem,
  DeskEntry,
  DisclosureRequest,
  EnteredReport,
  HoldChange,
  NewReferral,
  Redaction,
  ReferralTarget,
  ReportDetail,
  ReportSummary,
  StatusChange,
} from '../generated/types';
import type { ReportFilter, ReportsBackend } from '../reports';
import { deskReports, tellInitiative } from './desk-reports';
import { MockDoor } from './door';
import { after, BO, idOf } from './fixtures';
import { stageAfter } from './hold';
import { pictureUrl } from './pixels';
import { fits, isOpen, ORDERS } from './report-filter';

/** Who is signed in, and whom they work with. */
const COLLEAGUES = [BO, { id: idOf(302), name: 'Eve' }, { id: idOf(303), name: 'Dana' }];
const REMOVED = '▇▇▇';
/** Where a report with a place that is withheld was seen. */
const EXACT_PLACE = { words: 'Quay Road, by the boat sheds', point: { lat: 41.38204, lon: 2.17031 } };

/** What is written, before it is signed. */
type Unsigned<T> = T extends unknown ? Omit<T, 'at' | 'by'> : never;

/** The reports of a patrol server in memory, and its live stream. */
export class MockReports extends MockDoor implements ReportsBackend {
  reports_: ReportDetail[];
  /** Ids of the writes that came in, in order. */
  readonly operations: string[] = [];
  #onNews = new Set<(news: DeskNews) => void>();
  #onState = new Set<(state: StreamState) => void>();

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    this.reports_ = deskReports(nowMs());
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

  reports = (filter: ReportFilter) =>
    this.answer('reports', () => {
      const all = this.reports_.filter((one) => fits(one, filter)).map(({ summary }) => summary);
      const sorted = all.sort(ORDERS[filter.order ?? 'newest']);
      const start = Number(filter.after ?? 0);
      const end = start + Number(filter.limit ?? 50);
      return {
        reports: sorted.slice(start, end),
        ...(end < all.length && { next: String(end) }),
        ...(start === 0 && { total: { count: all.length, more: false } }),
      };
    });

  counts = () =>
    this.answer('counts', () => {
      const open = this.reports_.map(({ summary }) => summary).filter(isOpen);
      const count = (fits: (summary: ReportSummary) => boolean) => open.filter(fits).length;
      return {
        open: open.length,
        unread: count(({ unread }) => unread),
        urgent: count(({ urgent }) => urgent),
        overdue: count(({ overdue }) => overdue),
        mine: count(({ assignee }) => assignee?.id === BO.id),
        unassigned: count(({ assignee }) => assignee === undefined),
      };
    });

  report = (id: string) =>
    this.answer('report', () => {
      const report = this.#report(id);
      // As the server does: a new report that a person opens is seen.
      if (report.summary.status === 'received') this.#setStatus(report, { to: 'seen', revision: 0 });
      return report;
    });

  markRead = (id: string) => this.answer('markRead', () => void (this.#report(id).summary.unread = false));
  markUnread = (id: string) => this.answer('markUnread', () => void (this.#report(id).summary.unread = true));

  changeStatus = (id: string, operation: string, change: StatusChange) =>
    this.answer('changeStatus', () => this.#changeStatus(id, operation, change));

  message = (id: string, operation: string, text: string) =>
    this.answer('message', () => {
      this.operations.push(operation);
      const report = this.#report(id);
      // A message that was sent twice is there once.
      if (report.thread.some((entry) => entry.kind === 'message' && entry.id === operation)) {
        return { id: operation, revision: report.summary.revision };
      }
      const revision = (report.summary.revision += 1);
      report.thread.push({ revision, at: this.#now(), kind: 'message', id: operation, from: 'patrol', text });
      return this.#told(report, operation);
    });

  note = (id: string, operation: string, text: string) =>
    this.answer('note', () => this.#write(id, operation, { kind: 'note', text }));

  assign = (id: string, operation: string, { from, to }: Assignment) =>
    this.answer('assign', () => this.#assign(id, operation, from ?? null, to ?? null));

  refer = (id: string, operation: string, { to, reason }: NewReferral) =>
    this.answer('refer', () => {
      const report = this.#report(id);
      const name = to.kind === 'person' ? nameOf(to.id) : undefined;
      report.referrals.push({ to, at: this.#now(), by: BO, ...(name !== undefined && { name }) });
      report.summary.referred = true;
      return this.#write(id, operation, { kind: 'referred', to, reason });
    });

  endReferral = (id: string, operation: string, to: ReferralTarget) =>
    this.answer('endReferral', () => {
      const report = this.#report(id);
      report.referrals = report.referrals.filter((one) => JSON.stringify(one.to) !== JSON.stringify(to));
      report.summary.referred = report.referrals.length > 0;
      return this.#write(id, operation, { kind: 'referral_ended', to });
    });

  disclose = (id: string, operation: string, { what }: DisclosureRequest) =>
    this.answer('disclose', () => {
      this.#report(id);
      this.operations.push(operation);
      const [place, contact] = [EXACT_PLACE, { name: 'Ana', reach: '600 100 200' }];
      return what === 'place' ? { id: operation, place } : { id: operation, contact };
    });

  changeHold = (id: string, operation: string, { step, reason }: HoldChange) =>
    this.answer('changeHold', () => {
      const report = this.#report(id);
      const stage = stageAfter(report.hold, step, BO.id);
      delete report.hold;
      if (stage !== undefined) report.hold = { stage, asked_by: BO, asked_at: this.#now() };
      return this.#write(id, operation, { kind: 'hold', step, reason });
    });

  redact = (id: string, operation: string, { revision, part, reason }: Redaction) =>
    this.answer('redact', () => {
      const report = this.#report(id);
      if (revision !== report.summary.revision) throw new BackendError('changed_meanwhile');
      if (part.kind === 'note') report.note = REMOVED;
      if (part.kind === 'contact') report.has_contact = false;
      for (const entry of report.thread) {
        const isMeant = part.kind === 'message' && entry.revision === part.revision;
        if (isMeant && entry.kind === 'message') entry.text = REMOVED;
      }
      report.summary.revision += 1;
      return this.#write(id, operation, { kind: 'redacted', part, reason });
    });

  changeMany = (items: readonly BulkItem[], change: BulkDeed) =>
    this.answer('changeMany', () => items.map((item) => this.#changeOne(item, change)));

  enterReport = (id: string, entered: EnteredReport) =>
    this.answer('enterReport', () => {
      const [like] = deskReports(this.nowMs());
      if (!like) throw new BackendError('internal');
      const reference = `AQ-${String(9000 + this.reports_.length)}P`;
      const { category, language, place = {} } = entered;
      const received_at = this.#now();
      const summary = {
        ...like.summary,
        id,
        reference,
        category,
        language,
        received_at,
        entered_by_staff: true,
      };
      this.reports_ = [{ ...like, summary, place, language, entered_by: BO }, ...this.reports_];
      this.tell({ kind: 'report', hint: { report_id: id, revision: 1 } });
      return { id, reference, received_at };
    });

  similar = (id: string) =>
    this.answer('similar', () =>
      this.reports_
        .filter(({ summary }) => summary.id !== id && isOpen(summary) && !summary.practice)
        .slice(2, 4)
        .map(({ summary }, place) => ({
          report: summary,
          score: 82 - place * 31,
          ...(summary.category !== 'wellbeing' && { distance_m: 120 + place * 190 }),
          minutes_apart: 118 + place * 700,
          same_category: place === 0,
        })),
    );

  replies = (id: string) =>
    this.answer('replies', () => {
      const { reference } = this.#report(id).summary;
      return [
        {
          id: idOf(501),
          name: 'On our way',
          language: 'en',
          text: `Thank you for ${reference}. A patrol is on its way and will look at it today.`,
        },
        {
          id: idOf(502),
          name: 'Nothing found',
          language: 'en',
          text: 'We looked, and found nothing there now.',
        },
      ];
    });

  colleagues = () =>
    this.answer('colleagues', () => COLLEAGUES.map((one) => ({ ...one, roles: ['dispatcher' as const] })));

  /** The page itself asks for a picture: here it is inside the address. */
  photoUrl = (_id: string, sha256: string) => pictureUrl(Number(sha256));

  #now = () => after(this.nowMs(), 0);

  #report(id: string): ReportDetail {
    const report = this.reports_.find(({ summary }) => summary.id === id);
    if (!report) throw new BackendError('not_found', 'not_found');
    return report;
  }

  #told({ summary: { id, revision } }: ReportDetail, operation: string) {
    this.tell({ kind: 'report', hint: { report_id: id, revision } });
    return { id: operation, revision };
  }

  /** Writes what only staff see. */
  #write(id: string, operation: string, entry: Unsigned<DeskEntry>) {
    this.operations.push(operation);
    const report = this.#report(id);
    report.desk.push({ at: this.#now(), by: BO, ...entry });
    return this.#told(report, operation);
  }

  #changeStatus(id: string, operation: string, change: StatusChange) {
    this.operations.push(operation);
    const report = this.#report(id);
    if (change.revision !== report.summary.revision) throw new BackendError('changed_meanwhile');
    this.#setStatus(report, change);
    return { id: operation, revision: report.summary.revision };
  }

  #assign(id: string, operation: string, from: string | null, to: string | null) {
    const report = this.#report(id);
    if ((report.summary.assignee?.id ?? null) !== from) throw new BackendError('changed_meanwhile');
    if (to === null) delete report.summary.assignee;
    else report.summary.assignee = { id: to, name: nameOf(to) };
    this.#setStatus(report, { to: to === null ? 'seen' : 'assigned', revision: 0 });
    return this.#write(id, operation, {
      kind: 'assigned',
      ...(to !== null && { to: { id: to, name: nameOf(to) } }),
    });
  }

  #changeOne({ report, operation, revision, assignee }: BulkItem, change: BulkDeed) {
    try {
      const changed =
        change.kind === 'status'
          ? this.#changeStatus(report, operation, { ...change, revision })
          : change.kind === 'assignment'
            ? this.#assign(report, operation, assignee ?? null, change.to ?? null)
            : this.#tellInitiative(report, operation, change.news);
      return { report, operation, outcome: { kind: 'done' as const, revision: changed.revision } };
    } catch {
      const outcome = { kind: 'refused' as const, code: 'changed_meanwhile' as const, detail: '' };
      return { report, operation, outcome };
    }
  }

  #tellInitiative(id: string, operation: string, news: string) {
    const revision = tellInitiative(this.#report(id), news, this.#now());
    this.operations.push(operation);
    return { id: operation, revision };
  }

  #setStatus(report: ReportDetail, { to, ending }: Pick<StatusChange, 'to' | 'ending' | 'revision'>): void {
    const revision = (report.summary.revision += 1);
    report.summary.status = to;
    if (to === 'assigned') report.summary.assignee ??= BO;
    if (to === 'seen') delete report.summary.assignee;
    report.thread.push({ revision, at: this.#now(), kind: 'status', status: to, ending: ending ?? null });
    this.tell({ kind: 'report', hint: { report_id: report.summary.id, revision } });
  }
}

const nameOf = (id: string) => COLLEAGUES.find((one) => one.id === id)?.name ?? '';
