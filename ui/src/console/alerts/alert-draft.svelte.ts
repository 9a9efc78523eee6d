import type {
  Alert,
  AlertCategory,
  AlertContent,
  AlertStatus,
  AlertText,
  Certainty,
  Severity,
  Urgency,
} from '../../lib/backend/generated/types';
import { levelOf } from '../../lib/alert/level';

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

/** An alert while it is written. */
export class AlertDraft {
  /** Its id; a new one has it from the beginning, so that trying again never publishes a second alert. */
  readonly id: string;
  /** The revision that was seen by whoever writes; `null` while it is not published. */
  revision = $state<number | null>(null);
  status = $state<AlertStatus>('actual');
  category = $state<AlertCategory>('safety');
  urgency = $state<Urgency>('immediate');
  severity = $state<Severity>('moderate');
  certainty = $state<Certainty>('observed');
  expires = $state<string | null>(null);
  texts = $state<AlertText[]>([]);
  #rest: Pick<AlertContent, 'effective' | 'region'> = {};

  /** The first of `languages` must be filled in; the others only if they are begun. */
  constructor(languages: readonly string[], alert?: Alert) {
    const content = alert?.content;
    const written = content?.texts ?? [];
    const all = [...new Set([...written.map((text) => text.language), ...languages])];
    this.texts = all.map((language) => ({
      ...(written.find((text) => text.language === language) ?? emptyText(language)),
    }));
    this.id = alert?.id ?? crypto.randomUUID();
    this.revision = alert?.revision ?? null;
    if (content === undefined) return;
    this.status = content.status;
    this.category = content.category;
    this.urgency = content.urgency;
    this.severity = content.severity;
    this.certainty = content.certainty;
    this.expires = content.expires;
    // What the form does not show stays as it is.
    this.#rest = {
      ...(content.effective != null && { effective: content.effective }),
      ...(content.region != null && { region: content.region }),
    };
  }

  get level() {
    return levelOf(this.urgency, this.severity, this.certainty);
  }

  get missing(): Missing[] {
    const ofTexts = this.#begun().flatMap((text) =>
      PARTS.filter((part) => text[part].trim() === '').map((part) => ({ language: text.language, part })),
    );
    return this.expires === null ? [...ofTexts, { language: null, part: 'expires' }] : ofTexts;
  }

  content(): AlertContent {
    return {
      ...this.#rest,
      status: this.status,
      category: this.category,
      urgency: this.urgency,
      severity: this.severity,
      certainty: this.certainty,
      expires: this.expires ?? '',
      texts: this.#begun().map((text) => ({ ...$state.snapshot(text) })),
    };
  }

  #begun(): AlertText[] {
    const isBegun = (text: AlertText) =>
      [...PARTS, 'description' as const].some((part) => text[part].trim() !== '');
    return this.texts.filter((text, place) => place === 0 || isBegun(text));
  }
}
