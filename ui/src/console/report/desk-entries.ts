import type { DeskEntry, ReferralTarget, RemovedPart } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';

const PARTS = {
  note: 'redact-note',
  place_words: 'redact-place',
  contact: 'redact-contact',
  message: 'redact-message',
  photo: 'redact-photo',
  unknown: 'redact-unknown',
} as const;

export const partWords = (part: RemovedPart) => t(PARTS[part.kind]);

/** To whom it was referred; a person's name where it is known. */
export function targetWords(to: ReferralTarget, name?: string): string {
  return to.kind === 'responders' ? t('refer-responders') : (name ?? t('refer-person'));
}

/** What somebody of the desk did, in a few words. */
export function deskEntryWords(entry: DeskEntry): string {
  switch (entry.kind) {
    case 'note':
      return t('entry-note', { text: entry.text });
    case 'assigned':
      return entry.to ? t('entry-assigned', { name: entry.to.name }) : t('entry-given-back');
    case 'referred':
      return t('entry-referred', { name: targetWords(entry.to, entry.name), reason: entry.reason });
    case 'referral_ended':
      return t('entry-referral-ended', { name: targetWords(entry.to, entry.name) });
    case 'merged':
      return t('entry-merged', { reference: entry.report.reference });
    case 'unmerged':
      return t('entry-unmerged', { reference: entry.report.reference });
    case 'redacted':
      return t('entry-redacted', { part: partWords(entry.part), reason: entry.reason });
    case 'hold':
      return t(`entry-hold-${entry.step}`, { reason: entry.reason });
    case 'entered':
      return t('entry-entered');
  }
}
