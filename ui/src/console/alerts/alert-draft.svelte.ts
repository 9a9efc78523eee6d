import type {
  Alert,
  AlertCategory,
  AlertContent,
  AlertStatus,
  AlertText,
  AlertPlan,
  Certainty,
  DeskAlert,
  Level,
  Severity,
  Urgency,
} from '../../lib/backend/generated/types';
import { levelOf } from '../../lib/alert/level';
import { outlinesOf, regionOf, type Outline } from './outline';

/** The parts of a text that must say something; with the time of expiry these are the five parts. */
export const PARTS = ['headline', 'hazard', 'place', 'instruction', 'source'] as const;
export type Part = (typeof PARTS)[number];

/** What is missing: a part in a language, or the time. */
export interface Missing {
  language: string | null;
  part: Part | 'expires';
}

const emptyText = (language: string): AlertText => ({
  language,
  headline: '',
  source: '',
  hazard: '',
  place: '',
  instruction: '',
  description: '',
});

const RANK: Readonly<Record<Level, number>> = { minor: 1, moderate: 2, severe: 3, extreme: 4 };

/** An alert while it is written. */
export class AlertDraft {
  /** Its id; a new one has it from the beginning, so that trying again never publishes a second alert. */
  readonly id: string;
  /** The revision that was seen by whoever writes; `null` while nothing is kept. */
  revision = $state<number | null>(null);
  status = $state<AlertStatus>('actual');
  category = $state<AlertCategory>('safety');
  urgency = $state<Urgency>('immediate');
  severity = $state<Severity>('moderate');
  certainty = $state<Certainty>('observed');
  effective = $state<string | null>(null);
  expires = $state<string | null>(null);
  /** When it is to be sent; at once when `null`. */
  sendAt = $state<string | null>(null);
  texts = $state<AlertText[]>([]);
  districts = $state<string[]>([]);
  outlines = $state<Outline[]>([]);
  /** What residents see of it already. */
  readonly published: Alert | undefined;

  /** Each of `languages` must be filled in. */
  constructor(
    readonly languages: readonly string[],
    alert?: DeskAlert,
  ) {
    const plan: AlertPlan | undefined = alert?.plan;
    const content = plan?.content ?? alert?.published?.content;
    const written = content?.texts ?? [];
    const all = [...new Set([...languages, ...written.map((text) => text.language)])];
    this.texts = all.map((language) => ({
      ...(written.find((text) => text.language === language) ?? emptyText(language)),
    }));
    this.id = alert?.id ?? crypto.randomUUID();
    this.revision = alert?.revision ?? null;
    this.published = alert?.published;
    this.sendAt = plan?.send_at ?? null;
    if (content === undefined) return;
    this.status = content.status;
    this.category = content.category;
    this.urgency = content.urgency;
    this.severity = content.severity;
    this.certainty = content.certainty;
    this.effective = content.effective ?? null;
    this.expires = content.expires;
    this.districts = [...(content.districts ?? [])];
    // What went out holds the outlines of its districts too: they are not drawn a second time.
    const drawn = plan ?? (this.districts.length === 0 ? alert?.published : undefined);
    this.outlines = outlinesOf(drawn?.content.region);
  }

  get level() {
    return levelOf(this.urgency, this.severity, this.certainty);
  }

  /** Whether it waits for a second person: told while it is written; the server's word counts. */
  get needsSecond(): boolean {
    if (RANK[this.level] < RANK.severe) return false;
    const heard = this.published;
    if (heard === undefined || Date.parse(heard.content.expires) <= Date.now()) return true;
    return (
      RANK[this.level] > RANK[heard.level] || (this.status === 'actual' && heard.content.status !== 'actual')
    );
  }

  get missing(): Missing[] {
    const ofTexts = this.#begun().flatMap((text) =>
      PARTS.filter((part) => text[part].trim() === '').map((part) => ({ language: text.language, part })),
    );
    return this.expires === null ? [...ofTexts, { language: null, part: 'expires' }] : ofTexts;
  }

  content(): AlertContent {
    const region = regionOf(this.outlines);
    return {
      status: this.status,
      category: this.category,
      urgency: this.urgency,
      severity: this.severity,
      certainty: this.certainty,
      ...(this.effective !== null && { effective: this.effective }),
      expires: this.expires ?? '',
      texts: this.#begun().map((text) => ({ ...$state.snapshot(text) })),
      ...(this.districts.length > 0 && { districts: [...this.districts] }),
      ...(region && { region }),
    };
  }

  #begun(): AlertText[] {
    const isBegun = (text: AlertText) =>
      [...PARTS, 'description' as const].some((part) => text[part].trim() !== '');
    return this.texts.filter((text) => this.languages.includes(text.language) || isBegun(text));
  }
}
