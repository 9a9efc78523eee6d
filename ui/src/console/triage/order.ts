import type { ReportSummary } from '../../lib/backend/generated/types';
import type { ReportOrder } from '../../lib/backend/reports';

/** Whether a report comes after another one in the list; both may stand at the same place. */
const COMES_AFTER: Readonly<Record<ReportOrder, (one: ReportSummary, other: ReportSummary) => boolean>> = {
  newest: (one, other) => one.received_at < other.received_at,
  oldest: (one, other) => one.received_at > other.received_at,
  due: (one, other) => one.due_at > other.due_at,
};

export function comesAfter(
  order: ReportOrder | undefined,
  one: ReportSummary,
  other: ReportSummary,
): boolean {
  return COMES_AFTER[order ?? 'newest'](one, other);
}
