/** Rows drawn beyond what is in sight, on each side: what one turn of a wheel brings in before the next drawing. */
const BEYOND_ROWS = 10;
/** Drawn while the height of a row is not known yet. */
const FIRST_ROWS = 60;

/** The rows to draw: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Which rows of a long list to draw. `abovePx` is how far the list reaches above the top of what is in sight;
 * negative where it begins below.
 */
export function spanOf(rows: number, rowPx: number, abovePx: number, sightPx: number): Span {
  if (rowPx <= 0) return { start: 0, end: Math.min(rows, FIRST_ROWS) };
  const first = Math.floor(abovePx / rowPx) - BEYOND_ROWS;
  const last = Math.ceil((abovePx + sightPx) / rowPx) + BEYOND_ROWS;
  const end = Math.min(Math.max(last, 0), rows);
  return { start: Math.min(Math.max(first, 0), end), end };
}

/** The places to draw, in their order: those in sight, and one that must not go because it has the focus. */
export function placesOf({ start, end }: Span, kept: number): number[] {
  const places = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (kept < 0 || (kept >= start && kept < end)) return places;
  return kept < start ? [kept, ...places] : [...places, kept];
}
