/** The messages of one language: key → sorted names of its arguments. */
export function messagesOf(language: string): Map<string, string[]>;
/** The files with words for pages. */
export const rooms: readonly string[];
/** The source of keys.ts. */
export function keysSource(): string;
