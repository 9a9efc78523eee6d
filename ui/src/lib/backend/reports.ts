/** The part of the desk's door that is about reports. */
import type {
  Assignment,
  BulkDeed,
  BulkItem,
  BulkOutcome,
  Changed,
  Colleague,
  DeskCounts,
  Disclosure,
  DisclosureRequest,
  Entered,
  EnteredReport,
  HoldChange,
  NewReferral,
  ReadyReply,
  Redaction,
  ReferralTarget,
  ReportDetail,
  ReportsPage,
  SimilarReport,
  StatusChange,
} from './generated/types';

/** The order of the desk's list; `due` has the most pressing first. */
export type ReportOrder = 'newest' | 'oldest' | 'due';

/** Which reports the desk's list shows. Lists of names have commas between them. */
export interface ReportFilter {
  status?: string | undefined;
  category?: string | undefined;
  district?: string | undefined;
  received_before?: string | undefined;
  overdue?: boolean | undefined;
  mine?: boolean | undefined;
  unread?: boolean | undefined;
  words?: string | undefined;
  /** Of these only, and nobody is told that they were seen. */
  ids?: string | undefined;
  order?: ReportOrder | undefined;
  after?: string | undefined;
  /** Reports in one page. */
  limit?: number | undefined;
}

/** As lists show it, or to look at it closely. */
export type PhotoSize = 'thumbnail' | 'large';

/**
 * What the desk's screens may ask about reports. The ids of writes are made by the caller and kept while it
 * tries again, so that sending twice is the same as once. Every refusal is a `BackendError`.
 */
export interface ReportsBackend {
  reports(filter: ReportFilter): Promise<ReportsPage>;
  counts(): Promise<DeskCounts>;
  /** A new report that is opened so becomes seen, which its resident hears. */
  report(id: string): Promise<ReportDetail>;
  /** Everything up to this revision was read by whoever is signed in. */
  markRead(id: string, revision: number): Promise<void>;
  markUnread(id: string): Promise<void>;
  changeStatus(id: string, operation: string, change: StatusChange): Promise<Changed>;
  /** Says something to the resident. */
  message(id: string, operation: string, text: string): Promise<Changed>;
  /** Keeps something for staff alone. */
  note(id: string, operation: string, text: string): Promise<Changed>;
  assign(id: string, operation: string, assignment: Assignment): Promise<Changed>;
  refer(id: string, operation: string, referral: NewReferral): Promise<Changed>;
  endReferral(id: string, operation: string, to: ReferralTarget): Promise<Changed>;
  /** Gives what is withheld of a report, this once; the reason is recorded. */
  disclose(id: string, operation: string, request: DisclosureRequest): Promise<Disclosure>;
  /** Takes a step of a legal hold. */
  changeHold(id: string, operation: string, change: HoldChange): Promise<Changed>;
  /** Destroys a part of what a resident wrote or sent. */
  redact(id: string, operation: string, redaction: Redaction): Promise<Changed>;
  /** Changes each by itself; what came of each stands in the order of the items. */
  changeMany(items: readonly BulkItem[], change: BulkDeed): Promise<BulkOutcome[]>;
  /** Enters a report for somebody who rang up. */
  enterReport(id: string, entered: EnteredReport): Promise<Entered>;
  /** Which open reports may be about the same, the likeliest first. */
  similar(id: string): Promise<SimilarReport[]>;
  /** Replies ready for the resident of a report, in their language. */
  replies(id: string): Promise<ReadyReply[]>;
  /** Who can be in charge; of one report, where it is named. */
  colleagues(id?: string): Promise<Colleague[]>;
  /** Where a photo can be had, once it is ready. */
  photoUrl(id: string, sha256: string, size: PhotoSize): string;
}
