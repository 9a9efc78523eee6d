import type { BackendError } from '../../lib/backend/failure';
import type { TrialOutlook } from '../../lib/backend/generated/types';
import { number } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import { deskWords } from '../desk-words';

const WRONG = {
  starts_at: 'trials-wrong-time',
  ends_at: 'trials-wrong-time',
  pairs: 'trials-wrong-places',
  categories: 'trials-wrong-places',
  meanwhile: 'trials-wrong-meanwhile',
  analysis: 'trials-wrong-analysis',
} as const;

/** Why a trial was refused. */
export function trialFailure(failure: BackendError): string {
  const field = failure.field ?? '';
  return field in WRONG ? t(WRONG[field as keyof typeof WRONG]) : deskWords(failure);
}

/** What can be expected of a trial, in a line. */
export const outlookWords = ({ expected_per_arm, needed_per_arm, power }: TrialOutlook) =>
  t('trials-expected', {
    shown: number(Math.round(expected_per_arm)),
    needed: number(Math.round(needed_per_arm)),
    power: number(Math.round(power * 100)),
  });
