import type { BackendError } from '../../lib/backend/failure';
import { number } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import { words } from '../../lib/ui/failure-words';

/** From here on a wait is told in minutes, in seconds. */
const MINUTES_FROM_S = 90;

/** What somebody is told who is not let in. */
export function doorWords(failure: BackendError): string {
  if (failure.kind === 'signed_out') return t('sign-in-wrong');
  if (failure.kind === 'busy' && failure.afterS !== null) return waitWords(failure.afterS);
  return words(failure, { password: 'wrong-password', code: 'wrong-code' });
}

/** What somebody is told whose passkey did not let them in, or was not made. */
export function passkeyWords(failure: BackendError): string {
  if (failure.kind === 'invalid' && failure.field === null) return t('passkey-refused');
  return doorWords(failure);
}

function waitWords(seconds: number): string {
  if (seconds < MINUTES_FROM_S) return t('sign-in-wait-seconds', { count: seconds, shown: number(seconds) });
  const minutes = Math.ceil(seconds / 60);
  return t('sign-in-wait-minutes', { count: minutes, shown: number(minutes) });
}
