/** The messages of one language: key → sorted names of its arguments. */
export function messagesOf(language: string, files?: readonly string[]): Map<string, string[]>;
/** The files with words for pages. */
export const rooms: readonly string[];
/** The files with what Rust says by itself. */
export const spokenByRust: readonly string[];
/** What is generated: the files, and their sources. */
export const generated: readonly [path: string, source: () => string][];
