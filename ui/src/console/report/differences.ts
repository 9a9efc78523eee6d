import type { DeskEntry, ReportDetail, ThreadEntry } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';
import { deskEntryWords, partWords } from './desk-entries';

/** What changed of a report between two looks at it, a sentence each; in the order in which it happened. */
export function differences(before: ReportDetail, now: ReportDetail): string[] {
  const { revision } = before.summary;
  return [
    ...now.thread.filter((entry) => entry.revision > revision).flatMap(threadWords),
    ...now.desk.slice(before.desk.length).map(deskWords),
  ];
}

function threadWords(entry: ThreadEntry): string[] {
  if (entry.kind === 'status') return [t('change-status', { status: t(`desk-status-${entry.status}`) })];
  if (entry.kind === 'message') {
    return [t(entry.from === 'patrol' ? 'change-answered' : 'change-wrote', { text: entry.text })];
  }
  if (entry.kind === 'removed') return [t('history-removed', { part: partWords(entry.part) })];
  return [t('change-other')];
}

const deskWords = (entry: DeskEntry) => t('change-by', { name: entry.by.name, what: deskEntryWords(entry) });
