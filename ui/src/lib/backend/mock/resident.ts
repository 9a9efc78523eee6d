import type { ResidentBackend } from '../backend';
import { BackendError } from '../failure';
import type {
  Alert,
  Area,
  AreaMap,
  Change,
  Connection,
  Draft,
  MyEvent,
  HearingState,
  MyReport,
  News,
  Photo,
  Place,
  ReportDraft,
  Salvage,
  Scope,
  ServiceFigures,
  Settings,
  Subject,
  Thread,
} from '../generated/types';
import { NOTE_REVIEWS } from '../generated/note-reviews';
import { MockDrafts } from './drafts';
import { eventPicture, events } from './events';
import { serviceFigures } from './figures';
import { after, alderQuay, alerts } from './fixtures';
import { newsItems } from './news';
import { picture } from './pixels';
import { onElmLane, places, placesCalled } from './places';

const UNDO_MS = 10_000;
const RECEIPT = '7K2M9QXW4E5RTY6PAS8D';

/** The resident's core in memory: keeps what it is told and tells of changes, and never sends anything. */
export class MockResident extends MockDrafts implements ResidentBackend {
  area_: Area = alderQuay;
  alerts_: Alert[];
  events_: MyEvent[];
  news_: News[];
  /** Pictures on the device, by their hashes. */
  pictures_ = new Map([[eventPicture.sha256, picture(7)]]);
  threads: Thread[] = [];
  figures_: ServiceFigures | null = serviceFigures;
  settings_: Settings = { server_url: 'https://patrol.example', language: null };
  hearing_: HearingState = {
    hearing: { on: true, places: [], reminds: true, quiet: null, wakes: false, stays: true, starts: false },
    able: true,
    desktop: true,
  };
  /** Ids of alerts that are about none of the chosen places. */
  elsewhere_: string[] = [];
  connection: Connection = 'online';
  deskWatching: boolean | null = true;
  syncedAt: string | null;
  salvage_: Salvage | null = null;
  lastPlace_: Place | null = { words: 'Mill Street, by the footbridge' };
  map_: AreaMap = { pack: null, coming: null };
  /** The bytes of the map. */
  mapFile_: Uint8Array | null = null;
  located_ = onElmLane;
  places_ = places;

  #listeners = new Set<(change: Change) => void>();
  #openers = new Set<(subject: Subject) => void>();
  #revision = 0;
  #sent = new Map<string, Draft>();

  constructor(nowMs?: () => number) {
    super(nowMs);
    this.alerts_ = alerts(this.nowMs());
    this.events_ = events(this.nowMs());
    this.news_ = newsItems(this.nowMs());
    this.syncedAt = after(this.nowMs(), -1);
  }

  /** Tells everybody that a part changed. */
  tell(scope: Scope): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener({ scope, revision: this.#revision });
  }

  onChange = (listener: (change: Change) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Somebody taps on a notification. */
  open = (subject: Subject) => this.#openers.forEach((open) => open(subject));

  onOpen = (listener: (subject: Subject) => void) => {
    this.#openers.add(listener);
    return () => void this.#openers.delete(listener);
  };

  home = () =>
    this.answer('home', () => {
      const nowMs = this.nowMs();
      const inForce = this.alerts_.filter(
        ({ state, content }) => ['active', 'updated'].includes(state) && Date.parse(content.expires) > nowMs,
      );
      const reports = this.threads.map(({ report }) => report);
      const count = (delivery: MyReport['delivery']) =>
        reports.filter((report) => report.delivery === delivery).length;
      return {
        area: this.area_,
        area_known: this.connection !== 'no_server',
        desk_watching: this.deskWatching,
        alerts: inForce.filter(({ content }) => content.status === 'actual'),
        outbox: { waiting: count('saved'), attention: count('needs_attention') },
        drafts: this.drafts_.length,
        salvage: this.salvage_,
        call_instead: reports.some((report) => report.call_instead),
        next_event:
          this.events_.find(
            ({ state, content }) => state === 'published' && Date.parse(content.starts_at) > nowMs,
          ) ?? null,
        unread: reports.reduce((sum, report) => sum + report.unread, 0),
        connection: this.connection,
        synced_at: this.syncedAt,
        now: new Date(nowMs).toISOString(),
      };
    });

  area = () => this.answer('area', () => this.area_);
  alerts = () => this.answer('alerts', () => this.alerts_);
  alertsElsewhere = () => this.answer('alertsElsewhere', () => this.elsewhere_);
  hearing = () => this.answer('hearing', () => this.hearing_);
  setHearing = (hearing: HearingState['hearing']) =>
    this.answer('setHearing', () => {
      this.hearing_ = { ...this.hearing_, hearing };
      this.tell('settings');
    });
  tryNotification = () => this.answer('tryNotification', () => this.hearing_.able);
  events = () => this.answer('events', () => this.events_);
  answerEvent = (id: string, people: number) =>
    this.answer('answerEvent', () => {
      const event = this.events_.find((event) => event.id === id);
      if (event === undefined) throw new BackendError('not_possible');
      event.answer = { people, kept: event.answer?.kept ?? 0, state: 'waiting' };
      this.tell('events');
    });
  keepCalendarFile = () => this.answer('keepCalendarFile', () => 'lamplight-2026-11-26.ics');
  news = () => this.answer('news', () => this.news_);
  pictureBytes = (sha256: string) => this.answer('pictureBytes', () => this.pictures_.get(sha256) ?? null);
  figures = () => this.answer('figures', () => this.figures_);
  lastPlace = () => this.answer('lastPlace', () => this.lastPlace_);
  map = () => this.answer('map', () => this.map_);
  mapBytes = (_sha256: string, offset: number, length: number) =>
    this.answer('mapBytes', () => this.mapFile_?.slice(offset, offset + length) ?? null);
  locate = () => this.answer('locate', () => this.located_);
  findPlaces = (typed: string) => this.answer('findPlaces', () => placesCalled(this.places_, typed));
  settings = () => this.answer('settings', () => this.settings_);
  syncNow = () => this.answer('syncNow', () => undefined);
  dismissSalvage = () =>
    this.answer('dismissSalvage', () => {
      this.salvage_ = null;
      this.tell('reports');
    });
  reports = (newest: number) =>
    this.answer('reports', () => {
      const needsLook = ({ report }: Thread) => report.delivery === 'needs_attention' || report.unread > 0;
      const shown = this.threads.filter((thread, place) => place < newest || needsLook(thread));
      return { reports: shown.map(({ report }) => report), more: this.threads.length - shown.length };
    });
  thread = (id: string) => this.answer('thread', () => this.#find(id) ?? null);

  submitDraft = (id: string) =>
    this.answer('submitDraft', () => {
      const draft = this.drafts_.find((draft) => draft.id === id);
      if (!draft) throw new BackendError('not_found');
      if (NOTE_REVIEWS[draft.report.note ?? '']?.concern === 'appearance_only') {
        throw new BackendError('invalid', 'appearance_only', 'note');
      }
      const thread = this.threadOf(draft.report, { id }, draft.photos);
      this.threads.unshift(thread);
      this.#sent.set(id, draft);
      this.dropDraft(id);
      const { receipt, undo_until } = thread.report;
      return { id, receipt, undo_until };
    });

  undoReport = (id: string) =>
    this.answer('undoReport', () => {
      const until = this.#find(id)?.report.undo_until;
      const draft = this.#sent.get(id);
      if (!draft || until == null || Date.parse(until) <= this.nowMs()) {
        throw new BackendError('not_possible');
      }
      this.#remove(id);
      this.drafts_.unshift(draft);
      return draft;
    });

  withdrawReport = (id: string) =>
    this.#change('withdrawReport', id, (thread) => (thread.withdrawing = true));
  retryReport = (id: string) =>
    this.#change('retryReport', id, ({ report }) =>
      Object.assign(report, { delivery: 'saved', attention: null }),
    );
  discardReport = (id: string) => this.answer('discardReport', () => this.#remove(id));
  eraseReport = (id: string) => this.answer('eraseReport', () => this.#remove(id));
  eraseEverything = () =>
    this.answer('eraseEverything', () => {
      this.drafts_ = [];
      this.threads = [];
      this.settings_ = { ...this.settings_, language: null };
      this.tell('reports');
      this.tell('settings');
    });
  reopenReport = (id: string) => this.#change('reopenReport', id, (thread) => (thread.reopening = true));
  giveFeedback = (id: string) => this.#change('giveFeedback', id, (thread) => (thread.ask_if_fixed = false));

  followReport = (reference: string, receipt: string) =>
    this.answer('followReport', () => {
      const found = this.threads.find(({ report }) => report.reference === reference);
      if (receipt !== RECEIPT || !found) throw new BackendError('not_found');
      found.followed = true;
      this.tell('reports');
      return found.report.id;
    });

  markRead = (id: string, revision: number) =>
    this.#change('markRead', id, ({ report, entries }) => {
      const later = entries.filter((entry) => entry.revision > revision);
      report.unread = later.filter((entry) => entry.kind === 'message' && entry.from === 'patrol').length;
    });

  reply = async (id: string, text: string) => {
    const operation = this.newId();
    const saved_at = after(this.nowMs(), 0);
    await this.#change('reply', id, ({ unsent }) =>
      unsent.push({ id: operation, from: 'resident', text, saved_at, attention: null }),
    );
    return operation;
  };

  setServer = (url: string | null) => this.#set('setServer', { server_url: url });
  setLanguage = (language: string | null) => this.#set('setLanguage', { language });

  /** A thread as it is right after its report was saved. */
  threadOf(draft: ReportDraft, more: Partial<MyReport> = {}, photos: Photo[] = []): Thread {
    const nowMs = this.nowMs();
    const urgent = this.area_.categories.some(
      ({ category, urgent }) => urgent && category === draft.category,
    );
    const report: MyReport = {
      id: this.newId(),
      receipt: RECEIPT,
      category: draft.category,
      place: draft.place,
      practice: draft.practice,
      saved_at: after(nowMs, 0),
      delivery: 'saved',
      reference: null,
      status: null,
      photos: photos.length,
      photos_waiting: photos.length,
      unread: 0,
      undo_until: urgent ? null : new Date(nowMs + UNDO_MS).toISOString(),
      attention: null,
      call_instead: false,
      ...more,
    };
    return {
      report,
      behaviours: draft.behaviours,
      note: draft.note ?? null,
      occurred_at: draft.occurred_at ?? after(nowMs, 0),
      received_at: report.reference === null ? null : after(nowMs, 0),
      entries: [],
      unsent: [],
      photos,
      withdrawing: false,
      reopening: false,
      ask_if_fixed: false,
      may_reopen: false,
      followed: false,
    };
  }

  #find(id: string): Thread | undefined {
    return this.threads.find(({ report }) => report.id === id);
  }

  #remove(id: string): void {
    this.threads = this.threads.filter(({ report }) => report.id !== id);
    this.tell('reports');
  }

  #change(call: string, id: string, change: (thread: Thread) => unknown): Promise<void> {
    return this.answer(call, () => {
      const thread = this.#find(id);
      if (thread) change(thread);
      this.tell('reports');
    });
  }

  #set(call: string, settings: Partial<Settings>): Promise<void> {
    return this.answer(call, () => {
      Object.assign(this.settings_, settings);
      this.tell('settings');
    });
  }
}
