import type { RemovedPart, ReportDetail } from '../../lib/backend/generated/types';
import { partWords } from './desk-entries';

/** What stands where something was taken out. */
export const REMOVED = '▇▇▇';

/** From this letter on, up to and not including that one; in Unicode code points. */
export interface TextSpan {
  from: number;
  to: number;
}

/** Something of a report that can be taken out. Of a text a part can be; the rest goes as a whole. */
export interface Removable {
  part: RemovedPart;
  name: string;
  text: string | null;
}

export function removables(report: ReportDetail): Removable[] {
  const texts: [RemovedPart, string | undefined][] = [
    [{ kind: 'note' }, report.note],
    [{ kind: 'place_words' }, report.place.words],
    ...report.thread.flatMap((entry): [RemovedPart, string][] =>
      entry.kind === 'message' ? [[{ kind: 'message', revision: entry.revision }, entry.text]] : [],
    ),
  ];
  const wholes: RemovedPart[] = [
    // Words that are withheld cannot be taken apart here, but taken out.
    ...(report.place_withheld ? [{ kind: 'place_words' } as const] : []),
    ...(report.has_contact ? [{ kind: 'contact' } as const] : []),
    ...report.photos.map(({ sha256 }) => ({ kind: 'photo', sha256 }) as const),
  ];
  return [
    ...texts.flatMap(([part, text]) => (text ? [{ part, name: partWords(part), text }] : [])),
    ...wholes.map((part) => ({ part, name: partWords(part), text: null })),
  ];
}

/** What is selected in a field: browsers count in UTF-16, the protocol in code points. */
export function spanIn(text: string, start: number, end: number): TextSpan | null {
  const from = [...text.slice(0, start)].length;
  const to = from + [...text.slice(start, end)].length;
  return to > from ? { from, to } : null;
}

/** The spans in their order, with those that meet made one. */
export function joined(spans: readonly TextSpan[]): TextSpan[] {
  const all: TextSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else all.push({ ...span });
  }
  return all;
}

/** What will be left of a text. */
export function without(text: string, spans: readonly TextSpan[]): string {
  const letters = [...text];
  let left = '';
  let at = 0;
  for (const { from, to } of joined(spans)) {
    left += letters.slice(at, from).join('') + REMOVED;
    at = to;
  }
  return left + letters.slice(at).join('');
}
