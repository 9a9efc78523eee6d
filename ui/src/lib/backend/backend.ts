/**
 * The only door to anything outside the page. `tauri.ts` and `http.ts` implement it for real, `mock/` for
 * tests; nothing else calls the shell or the network.
 */
import type {
  Alert,
  AlertContent,
  AlertDecision,
  AlertDiscard,
  AlertDraft,
  AlertEnd,
  AlertRecall,
  AlertReview,
  AlertsPage,
  AlertSubmission,
  AlertUpdate,
  Area,
  AreaMap,
  Attendance,
  Category,
  Change,
  Changed,
  DeskAlert,
  DeskFigures,
  Draft,
  Event,
  EventCancellation,
  EventContent,
  EventsPage,
  EventUpdate,
  FoundPlace,
  Hearing,
  HearingState,
  Home,
  Located,
  MyEvent,
  News,
  NoteReview,
  Photo,
  Place,
  Point,
  ReportDraft,
  ReportHint,
  ReportList,
  Saved,
  ServiceFigures,
  Settings,
  Subject,
  Thread,
} from './generated/types';
import type { AreaMapBackend } from './area-map';
import type { NewsBackend } from './news';
import type { PatrolsBackend } from './patrols';
import type { ReportsBackend } from './reports';
import type { TrialsBackend } from './trials';

/** What the resident's screens may ask. Every refusal is a `BackendError`. */
export interface ResidentBackend {
  home(): Promise<Home>;
  area(): Promise<Area>;
  startDraft(category: Category): Promise<Draft>;
  /** The one changed last comes first. */
  drafts(): Promise<Draft[]>;
  /** `null` when there is no such draft on this device. */
  draft(id: string): Promise<Draft | null>;
  /** Keeps what is filled in so far; it need not be finished. */
  saveDraft(id: string, report: ReportDraft): Promise<void>;
  discardDraft(id: string): Promise<void>;
  /** Prepares a photo out of a file's bytes: upright, smaller, with nothing left of the file. */
  attachPhoto(id: string, file: Uint8Array): Promise<Photo>;
  detachPhoto(id: string, sha256: string): Promise<void>;
  /** Takes the picture that another app shared first, once; `null` when there is none. */
  takeSharedPhoto(): Promise<Uint8Array | null>;
  describePhoto(id: string, sha256: string, description: string | null): Promise<void>;
  /** A photo of a draft or a report as JPEG; `null` when it is not on this device. */
  photoBytes(id: string, sha256: string): Promise<Uint8Array | null>;
  /** What the description of a person in a note lacks; `null` when nothing is missing. */
  reviewNote(text: string): Promise<NoteReview | null>;
  /** Turns a draft into a report. */
  submitDraft(id: string): Promise<Saved>;
  /** Turns a report back into its draft; `not_possible` when it is too late. */
  undoReport(id: string): Promise<Draft>;
  withdrawReport(id: string): Promise<void>;
  retryReport(id: string): Promise<void>;
  discardReport(id: string): Promise<void>;
  eraseReport(id: string): Promise<void>;
  /** Erases all that was made here, also at the patrol; what must still be asked for there stays until it is done. */
  eraseEverything(): Promise<void>;
  reopenReport(id: string): Promise<void>;
  /** Says whether it was put right. */
  giveFeedback(id: string, fixed: boolean): Promise<void>;
  /** Follows a report of another device, and gives its id. Asks the server. */
  followReport(reference: string, receipt: string): Promise<string>;
  /** So many of the newest, and older ones that need a look. */
  reports(newest: number): Promise<ReportList>;
  /** `null` when there is no such report on this device. */
  thread(id: string): Promise<Thread | null>;
  /** The entries up to `revision` were shown; later ones stay unread. */
  markRead(id: string, revision: number): Promise<void>;
  reply(id: string, text: string): Promise<string>;
  alerts(): Promise<Alert[]>;
  /** Each with what the resident answered. */
  events(): Promise<MyEvent[]>;
  /** Says that so many come, 0 for nobody. It is kept at once and sent when that is possible. */
  answerEvent(id: string, people: number): Promise<void>;
  /** Puts an event, told in this language, among the downloads as a calendar file. Gives the file's name. */
  keepCalendarFile(id: string, language: string): Promise<string>;
  /** Ids of the alerts about none of the places that the resident chose: nothing is told of them. */
  alertsElsewhere(): Promise<string[]>;
  hearing(): Promise<HearingState>;
  setHearing(hearing: Hearing): Promise<void>;
  /** Shows a notification that is a try. Whether it was shown. */
  tryNotification(): Promise<boolean>;
  /** The newest first. */
  news(): Promise<News[]>;
  /** A picture of an event or of news as JPEG; `null` while it is not on this device. */
  pictureBytes(sha256: string): Promise<Uint8Array | null>;
  /** How the patrol served residents; `null` while the server has not told it. */
  figures(): Promise<ServiceFigures | null>;
  lastPlace(): Promise<Place | null>;
  /** The map that can be shown, and the one that is on its way. */
  map(): Promise<AreaMap>;
  /** Bytes of the map from an offset; `null` when another one has taken its place. */
  mapBytes(sha256: string, offset: number, length: number): Promise<Uint8Array | null>;
  /** What is at a point, in words. */
  locate(point: Point): Promise<Located>;
  /** Places by their names, one's own first; with nothing typed, those around. */
  findPlaces(typed: string, near: Point | null): Promise<FoundPlace[]>;
  settings(): Promise<Settings>;
  setServer(url: string | null): Promise<void>;
  setLanguage(language: string | null): Promise<void>;
  syncNow(): Promise<void>;
  /** The resident has seen what was saved from a damaged file. */
  dismissSalvage(): Promise<void>;
  /** Tells which part to read again. Returns what ends the telling. */
  onChange(listener: (change: Change) => void): () => void;
  /** Tells that somebody tapped on a notification, and what it was about. Returns what ends the telling. */
  onOpen(listener: (subject: Subject) => void): () => void;
}

/** Who is signed in at the desk. */
export interface Me {
  id: string;
  name: string;
  roles: Role[];
  /** The districts whose reports they see; absent when it is all. */
  districts?: string[];
}

/** What somebody of the patrol is there for, in the order in which it is shown. */
export const ROLES = ['dispatcher', 'officer', 'responder', 'publisher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What somebody may do, and where. */
export interface Rights {
  roles: Role[];
  /** The districts whose reports they see; absent when it is all. */
  districts?: string[];
}

/** Somebody of the patrol, as an admin sees them. */
export interface Person {
  id: string;
  name: string;
  rights: Rights;
  created_at: string;
  /** They may not come in. */
  shut_out: boolean;
  /** They have chosen a password. */
  enrolled: boolean;
  /** Until when their invitation waits, if they have one. */
  invited_until?: string;
  /** In how many places they are signed in. */
  sessions: number;
}

/** What somebody of the patrol did. It never says of what it was about. */
export interface AuditEntry {
  /** Its place among all, from 1 on. */
  position: number;
  at: string;
  actor: 'person' | 'program' | 'command_line' | 'server';
  staff_id?: string;
  /** What people call whoever it was; absent for the command line and the server. */
  name?: string;
  /** Names of roles with commas between them. */
  roles: string;
  /** For example `report.status`. */
  act: string;
  object: string;
  object_id?: string;
  revision_before?: number;
  revision_after?: number;
  reason?: string;
}

/** A page of what was done, newest first. */
export interface AuditPage {
  rows: AuditEntry[];
  next?: string;
  /** How many are kept and not yet listed. */
  unchained: number;
}

/** Which of what was done is listed. */
export interface AuditFilter {
  staff?: string | undefined;
  /** A name of an act, or of a kind of acts. */
  act?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  after?: string | undefined;
}

/** A passkey of whoever is signed in. */
export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  /** When somebody last signed in with it. */
  used_at?: string;
}

/** What somebody shows to be let in. */
export interface SignIn {
  name: string;
  password: string;
  code: string;
}

/** What somebody is shown who looks at their invitation. */
export interface Invited {
  name: string;
  /** What their authenticator reckons with, as people type it. */
  secret: string;
  /** The same with all that an authenticator wants to know. */
  uri: string;
}

/** An invitation with its link, which is told once. */
export interface SentInvitation {
  id: string;
  person: string;
  link: string;
  expires_at: string;
}

/** A part of the list of alerts: with something to be done, sent and standing, or over. */
export const ALERT_STAGES = ['waiting', 'current', 'over'] as const;
export type AlertStage = (typeof ALERT_STAGES)[number];

/**
 * What the desk's live stream tells: what to read again. `resumed` comes whenever the stream begins or goes
 * on.
 */
export type DeskNews =
  { kind: 'report'; hint: ReportHint } | { kind: 'alert' | 'event' | 'news' | 'resumed' };

/**
 * Whether the live stream stands. It is `lost` while it comes back by itself, and `refused` when the server
 * answers with no stream: perhaps the session has ended.
 */
export type StreamState = 'connecting' | 'live' | 'lost' | 'refused';

/**
 * What the desk's screens may ask. The ids of writes are made by the caller and kept while it tries again,
 * so that sending twice is the same as once. Every refusal is a `BackendError`.
 */
export interface DeskBackend
  extends AreaMapBackend, ReportsBackend, NewsBackend, PatrolsBackend, TrialsBackend {
  me(): Promise<Me>;
  signOut(): Promise<void>;
  signIn(shown: SignIn): Promise<void>;
  /** Looks at an invitation; nothing is spent. */
  invitation(code: string): Promise<Invited>;
  /** Takes an invitation up, and gives the recovery codes, this once. */
  enrol(invitation: string, password: string, code: string): Promise<string[]>;
  /** Signs in by a passkey that the browser finds. `cancelled` when none was used. */
  signInByPasskey(): Promise<void>;
  /** Takes an invitation up by a passkey of this name. */
  enrolByPasskey(invitation: string, name: string): Promise<void>;
  passkeys(): Promise<Passkey[]>;
  addPasskey(id: string, name: string): Promise<void>;
  removePasskey(id: string): Promise<void>;
  people(): Promise<Person[]>;
  changePerson(id: string, change: { rights: Rights; shut_out: boolean }): Promise<void>;
  endSessions(id: string): Promise<void>;
  invite(id: string, person: { name: string; rights: Rights }): Promise<SentInvitation>;
  audit(filter: AuditFilter): Promise<AuditPage>;
  /** All of it, as a file. */
  exportAudit(): Promise<Blob>;
  area(): Promise<Area>;
  /** How the patrol does: what everybody is told, and what the next month would tell. */
  deskFigures(): Promise<DeskFigures>;
  alerts(stage: AlertStage | undefined, after?: string): Promise<AlertsPage>;
  alert(id: string): Promise<DeskAlert>;
  /** Sends a new alert; a loud one waits for a second person. */
  publishAlert(id: string, content: AlertContent): Promise<void>;
  updateAlert(id: string, operation: string, update: AlertUpdate): Promise<void>;
  endAlert(id: string, operation: string, end: AlertEnd): Promise<void>;
  recallAlert(id: string, operation: string, recall: AlertRecall): Promise<void>;
  /** Keeps what is prepared; parts may be missing. */
  keepAlert(id: string, operation: string, draft: AlertDraft): Promise<Changed>;
  /** Has what is kept sent: at once, at its time, or when a second person has approved it. */
  submitAlert(id: string, operation: string, submission: AlertSubmission): Promise<void>;
  decideAlert(id: string, operation: string, decision: AlertDecision): Promise<void>;
  discardAlert(id: string, operation: string, discard: AlertDiscard): Promise<void>;
  reviewAlert(id: string, operation: string, review: AlertReview): Promise<void>;
  events(after?: string): Promise<EventsPage>;
  event(id: string): Promise<Event>;
  /** How many mean to come. */
  attendance(id: string): Promise<Attendance>;
  publishEvent(id: string, content: EventContent): Promise<void>;
  updateEvent(id: string, operation: string, update: EventUpdate): Promise<void>;
  cancelEvent(id: string, operation: string, cancellation: EventCancellation): Promise<void>;
  /** Listens to the live stream until the returned function is called. */
  listen(onNews: (news: DeskNews) => void, onState: (state: StreamState) => void): () => void;
}
