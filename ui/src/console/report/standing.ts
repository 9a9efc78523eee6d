import type { ReportSummary } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';

/** Where a report stands, with whoever is in charge, in a few words. */
export function standing({ status, assignee, merged_into }: ReportSummary): string {
  if (merged_into) return t('standing-follows', { reference: merged_into.reference });
  if (assignee && status === 'assigned') return t('standing-charge', { name: assignee.name });
  if (assignee && status === 'on_the_way') return t('standing-on-the-way', { name: assignee.name });
  return t(`desk-status-${status}`);
}
