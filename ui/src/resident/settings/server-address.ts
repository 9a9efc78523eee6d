/** What people type for a server, made into an address; `null` when it is none. */
export function readServerAddress(typed: string): string | null {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  // Whatever else an address can hold would be lost on the way to the server: say so now.
  const isBare = url.search === '' && url.hash === '' && url.username === '' && url.hostname !== '';
  return isWeb && isBare && !/\s/.test(text) ? url.href.replace(/\/$/, '') : null;
}
