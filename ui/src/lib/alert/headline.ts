import type { AlertStatus } from '../backend/generated/types';
import { t } from '../i18n/strings.svelte';

/** What is not meant says so in its first word, wherever its headline stands. */
export function markedHeadline(status: AlertStatus, headline: string): string {
  return status === 'actual' ? headline : t('alert-marked', { mark: t(`alert-${status}`), headline });
}
