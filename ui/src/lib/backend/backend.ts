/**
 * The only door to anything outside the page. `tauri.ts` and `http.ts` implement it for real, `mock/` for
 * tests; nothing else calls the shell or the network.
 */
import type {
  Alert,
  AlertContent,
  AlertEnd,
  AlertsPage,
  AlertUpdate,
  Area,
  Change,
  Changed,
  Event,
  EventCancellation,
  EventContent,
  EventsPage,
  EventUpdate,
  Home,
  MyReport,
  Place,
  ReportDetail,
  ReportDraft,
  ReportHint,
  ReportsPage,
  Saved,
  Settings,
  StatusChange,
  Thread,
} from './generated/types';

/** What the resident's screens may ask. Every refusal is a `BackendError`. */
export interface ResidentBackend {
  home(): Promise<Home>;
  area(): Promise<Area>;
  submitReport(draft: ReportDraft): Promise<Saved>;
  /** Whether it was still time. */
  undoReport(id: string): Promise<boolean>;
  withdrawReport(id: string): Promise<void>;
  retryReport(id: string): Promise<void>;
  discardReport(id: string): Promise<void>;
  eraseReport(id: string): Promise<void>;
  reports(): Promise<MyReport[]>;
  /** `null` when there is no such report on this device. */
  thread(id: string): Promise<Thread | null>;
  markRead(id: string): Promise<void>;
  reply(id: string, text: string): Promise<string>;
  alerts(): Promise<Alert[]>;
  events(): Promise<Event[]>;
  lastPlace(): Promise<Place | null>;
  settings(): Promise<Settings>;
  setServer(url: string | null): Promise<void>;
  setLanguage(language: string | null): Promise<void>;
  syncNow(): Promise<void>;
  /** Tells which part to read again. Returns what ends the telling. */
  onChange(listener: (change: Change) => void): () => void;
}

/** Who is signed in at the desk. */
export interface Me {
  name: string;
  role: string;
}

/** Which reports the desk's list shows. */
export interface ReportFilter {
  /** Names of statuses with commas between them. */
  status?: string | undefined;
  category?: string | undefined;
  district?: string | undefined;
  after?: string | undefined;
}

/**
 * What the desk's live stream tells: what to read again. `resumed` comes whenever the stream begins or goes
 * on.
 */
export type DeskNews = { kind: 'report'; hint: ReportHint } | { kind: 'alert' | 'event' | 'resumed' };

/**
 * Whether the live stream stands. It is `lost` while it comes back by itself, and `refused` when the server
 * answers with no stream: perhaps the session has ended.
 */
export type StreamState = 'connecting' | 'live' | 'lost' | 'refused';

/**
 * What the desk's screens may ask. The ids of writes are made by the caller and kept while it tries again,
 * so that sending twice is the same as once. Every refusal is a `BackendError`.
 */
export interface DeskBackend {
  me(): Promise<Me>;
  signOut(): Promise<void>;
  area(): Promise<Area>;
  reports(filter: ReportFilter): Promise<ReportsPage>;
  report(id: string): Promise<ReportDetail>;
  changeStatus(id: string, operation: string, change: StatusChange): Promise<Changed>;
  message(id: string, operation: string, text: string): Promise<Changed>;
  alerts(after?: string): Promise<AlertsPage>;
  alert(id: string): Promise<Alert>;
  publishAlert(id: string, content: AlertContent): Promise<void>;
  updateAlert(id: string, operation: string, update: AlertUpdate): Promise<void>;
  endAlert(id: string, operation: string, end: AlertEnd): Promise<void>;
  events(after?: string): Promise<EventsPage>;
  event(id: string): Promise<Event>;
  publishEvent(id: string, content: EventContent): Promise<void>;
  updateEvent(id: string, operation: string, update: EventUpdate): Promise<void>;
  cancelEvent(id: string, operation: string, cancellation: EventCancellation): Promise<void>;
  /** Listens to the live stream until the returned function is called. */
  listen(onNews: (news: DeskNews) => void, onState: (state: StreamState) => void): () => void;
}
