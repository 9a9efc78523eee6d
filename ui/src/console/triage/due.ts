import type { ReportSummary } from '../../lib/backend/generated/types';
import { fromNow } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import { OPEN } from './filter';

/** From here on a due time is coloured, in milliseconds before it. */
const SOON_MS = 30 * 60_000;

export interface Due {
  words: string;
  mark: 'late' | 'soon' | 'later';
}

/** When the first answer is due; nothing once there was one, or the report is over. */
export function dueOf(summary: ReportSummary, nowMs: number): Due | null {
  const isWaiting = summary.answered_at === undefined && OPEN.includes(summary.status);
  if (summary.practice || !isWaiting) return null;
  const left = Date.parse(summary.due_at) - nowMs;
  const when = fromNow(summary.due_at, nowMs);
  if (left < 0) return { words: t('due-late', { when }), mark: 'late' };
  return { words: t('due', { when }), mark: left < SOON_MS ? 'soon' : 'later' };
}
