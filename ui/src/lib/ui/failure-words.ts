import { isDeviceCode, type BackendError, type DeviceCode } from '../backend/failure';
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
  description: 'wrong-photo-description',
};

/** What the device says has words of its own, whatever can be done next. */
const DEVICE_WORDS: Readonly<Record<DeviceCode, PlainKey>> = {
  photo_heic: 'wrong-photo-heic',
  photo_unreadable: 'wrong-photo-unreadable',
  photo_too_large: 'wrong-photo-too-large',
  photos_too_many: 'wrong-photos-too-many',
  photo_twice: 'wrong-photo-twice',
  disk_nearly_full: 'wrong-disk-nearly-full',
  drafts_too_many: 'wrong-drafts-too-many',
  appearance_only: 'wrong-appearance-only',
};

/** A sentence that a person can act on. A page with fields of its own brings their words along. */
export function words(failure: BackendError, ofPage: FieldWords = {}): string {
  // What is refused in a field cannot go as it is; a message in a thread can.
  if (failure.code === 'appearance_only' && failure.field !== null) return t('wrong-appearance-only-here');
  if (isDeviceCode(failure.code)) return t(DEVICE_WORDS[failure.code]);
  if (failure.kind === 'invalid') {
    const field = failure.field ?? '';
    return t(ofPage[field] ?? FIELD_WORDS[field] ?? 'failure-invalid');
  }
  return t(`failure-${failure.kind}`);
}
