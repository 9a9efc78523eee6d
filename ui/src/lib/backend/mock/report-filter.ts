import type { ReportDetail, ReportSummary } from '../generated/types';
import type { ReportFilter } from '../reports';
import { BO } from './fixtures';

export const isOpen = ({ status }: ReportSummary) => !['resolved', 'closed', 'withdrawn'].includes(status);

/** As the server sorts them. */
export const ORDERS = {
  newest: (a: ReportSummary, b: ReportSummary) => b.received_at.localeCompare(a.received_at),
  oldest: (a: ReportSummary, b: ReportSummary) => a.received_at.localeCompare(b.received_at),
  due: (a: ReportSummary, b: ReportSummary) => a.due_at.localeCompare(b.due_at),
};

/** Whether a comma-separated list names it; none names everything. */
const names = (list: string | undefined, one: string | undefined) =>
  list === undefined || list.split(',').some((name) => name === one);

/** Whether a report fits the filter of a list. */
export function fits({ summary, note }: ReportDetail, filter: ReportFilter): boolean {
  const said = `${summary.reference} ${summary.place_words ?? ''} ${note ?? ''}`.toLowerCase();
  return (
    names(filter.ids, summary.id) &&
    names(filter.status, summary.status) &&
    names(filter.category, summary.category) &&
    names(filter.district, summary.district) &&
    (filter.received_before === undefined || summary.received_at < filter.received_before) &&
    (!filter.overdue || summary.overdue) &&
    (!filter.unread || summary.unread) &&
    (!filter.mine || summary.assignee?.id === BO.id) &&
    (filter.words ?? '')
      .toLowerCase()
      .split(' ')
      .every((word) => said.includes(word))
  );
}
