/** The messages of one language: key → sorted names of its arguments. */
export function messagesOf(language: string): Map<string, string[]>;
/** The source of keys.ts. */
export function keysSource(): string;
