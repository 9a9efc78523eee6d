/** Between a point in time and what `<input type="datetime-local">` holds, in the device's own zone. */

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-20T18:30`, in the device's zone. */
export function toLocalInput(iso: string): string {
  const at = new Date(iso);
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The point in time, or `null` for what is empty or half filled in. */
export function fromLocalInput(local: string): string | null {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
