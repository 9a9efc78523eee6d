/** A part of a list, as the server gives it. */
export interface Page<T> {
  rows: readonly T[];
  /** Where the next one begins; absent on the last. */
  next?: string | undefined;
}

/** The pages of a list that were read, as one. */
export interface Pages<T> {
  rows: readonly T[];
  /** Where the next page begins. */
  next: string | null;
}

/** Reads a list from its newest page on, until it is enough or there are no more. */
export async function readPages<T extends { id: string }>(
  ask: (after?: string) => Promise<Page<T>>,
  isEnough: (rows: readonly T[], pages: number) => boolean,
): Promise<Pages<T>> {
  const byId = new Map<string, T>();
  let pages = 0;
  let after: string | undefined;
  do {
    const page: Page<T> = await ask(after);
    // What moved between two readings comes twice; the later one counts.
    for (const row of page.rows) byId.set(row.id, row);
    after = page.next;
    pages += 1;
  } while (after !== undefined && !isEnough([...byId.values()], pages));
  return { rows: [...byId.values()], next: after ?? null };
}
