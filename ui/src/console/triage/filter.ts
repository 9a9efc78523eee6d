import type { ReportFilter } from '../../lib/backend/backend';
import type { Status } from '../../lib/backend/generated/types';

/** What somebody still has to do something about. */
const OPEN: readonly Status[] = ['received', 'seen', 'assigned', 'on_the_way'];

/** The filter lives in the address, so that it can be kept and shared. Open reports unless `status=all`. */
export function filterOf(query: URLSearchParams): ReportFilter {
  return {
    status: query.get('status') === 'all' ? undefined : OPEN.join(','),
    category: query.get('category') ?? undefined,
    district: query.get('district') ?? undefined,
  };
}

/** The query with one part changed; an empty value takes it out. */
export function withPart(query: URLSearchParams, name: string, value: string): string {
  const changed = new URLSearchParams(query);
  if (value === '') changed.delete(name);
  else changed.set(name, value);
  return changed.size === 0 ? '' : `?${changed}`;
}
