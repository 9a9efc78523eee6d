import type { ReportFilter, ReportOrder } from '../../lib/backend/reports';
import type { Status } from '../../lib/backend/generated/types';

/** What somebody still has to do something about. */
export const OPEN: readonly Status[] = ['received', 'seen', 'assigned', 'on_the_way'];

/** The parts of the filter, as the address names them, in the order in which they are shown. */
export const PARTS = [
  'overdue',
  'mine',
  'unread',
  'status',
  'category',
  'district',
  'age',
  'order',
  'words',
] as const;
export type Part = (typeof PARTS)[number];

/** Parts that are either set or not. */
export type Switch = Extract<Part, 'overdue' | 'mine' | 'unread'>;
export const SWITCHES: readonly Switch[] = ['overdue', 'mine', 'unread'];

/** How long ago a report came in at least, in hours. */
export const AGES_H = [1, 4, 24, 72, 168] as const;

const HOUR_MS = 3_600_000;

const ORDERS: readonly ReportOrder[] = ['newest', 'oldest', 'due'];

/**
 * The filter lives in the address, so that it can be kept and shared. Open reports unless a status is named. The
 * age is told as hours and reckoned when the list is drawn: so a link says the same tomorrow.
 */
export function filterOf(query: URLSearchParams, nowMs: number): ReportFilter {
  const status = query.get('status');
  const ageH = Number(query.get('age') ?? NaN);
  return {
    status: status === 'all' ? undefined : (status ?? OPEN.join(',')),
    category: query.get('category') ?? undefined,
    district: query.get('district') ?? undefined,
    ...(ageH > 0 && { received_before: new Date(nowMs - ageH * HOUR_MS).toISOString() }),
    overdue: query.has('overdue') || undefined,
    mine: query.has('mine') || undefined,
    unread: query.has('unread') || undefined,
    words: query.get('words') ?? undefined,
    order: ORDERS.find((order) => order === query.get('order')),
  };
}

/** What is set of the filter, besides what is usual. */
export function partsOf(query: URLSearchParams): { part: Part; value: string }[] {
  return PARTS.flatMap((part) => {
    const value = query.get(part);
    return value === null || value === '' ? [] : [{ part, value }];
  });
}

/** The query with one part changed; an empty value takes it out. */
export function withPart(query: URLSearchParams, part: Part, value: string): string {
  const changed = new URLSearchParams(query);
  if (value === '') changed.delete(part);
  else changed.set(part, value);
  return changed.size === 0 ? '' : `?${changed}`;
}
