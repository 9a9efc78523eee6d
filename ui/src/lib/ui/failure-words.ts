import type { BackendError } from '../backend/failure';
import type { MessageKey, Messages } from '../i18n/keys';
import { t } from '../i18n/strings.svelte';

/** A key whose message takes no arguments. */
export type PlainKey = { [K in MessageKey]: Messages[K] extends null ? K : never }[MessageKey];

/** What is wrong with a field, by its path. */
export type FieldWords = Readonly<Record<string, PlainKey>>;

const FIELD_WORDS: FieldWords = {
  behaviours: 'wrong-behaviours',
  'place.point': 'wrong-place-point',
  'place.words': 'wrong-place-words',
  occurred_at: 'wrong-occurred-at',
  note: 'wrong-note',
  text: 'wrong-message',
  'contact.name': 'wrong-contact-name',
  'contact.reach': 'wrong-contact-reach',
  server_url: 'wrong-server',
};

/** A sentence that a person can act on. A page with fields of its own brings their words along. */
export function words(failure: BackendError, ofPage: FieldWords = {}): string {
  if (failure.kind === 'invalid') {
    const field = failure.field ?? '';
    return t(ofPage[field] ?? FIELD_WORDS[field] ?? 'failure-invalid');
  }
  return t(`failure-${failure.kind}`);
}
