/**
 * j and k walk down and up the rows without opening them: opening a new report tells its resident that a
 * person has seen it.
 */
export function walkRows(event: KeyboardEvent, list: HTMLElement | undefined): void {
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
  if (step === 0 || isTyping || event.ctrlKey || event.metaKey || event.altKey || !list) return;
  const rows = [...list.querySelectorAll('a')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  // From elsewhere the walk begins at the open report, or above the first row.
  const start = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true');
  const next = rows[Math.min(Math.max(start + step, 0), rows.length - 1)];
  // Focus brings a row into sight by itself.
  next?.focus();
  event.preventDefault();
}
