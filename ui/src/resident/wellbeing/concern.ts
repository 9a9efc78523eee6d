/** What is asked about a worry before anything else, and how the answers go along: as words of the note. */

export type AtRisk = 'me' | 'other';

const KEYS = ['concern-says-me', 'concern-says-other', 'concern-says-now', 'concern-says-not-now'] as const;
type Key = (typeof KEYS)[number];

/** The note with the answers before it. Answers given earlier are taken out, so that they stand there once. */
export function withAnswers(
  note: string,
  atRisk: AtRisk | null,
  isNow: boolean | null,
  say: (key: Key) => string,
): string {
  const answers = [
    ...(atRisk === null ? [] : [say(atRisk === 'me' ? 'concern-says-me' : 'concern-says-other')]),
    ...(isNow === null ? [] : [say(isNow ? 'concern-says-now' : 'concern-says-not-now')]),
  ];
  const known = new Set<string>(KEYS.map(say));
  const said = note.split('\n').filter((line) => !known.has(line.trim()));
  return [...answers, ...said].join('\n').trim();
}
