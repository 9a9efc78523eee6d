import { createContext } from 'svelte';
import type { DeskBackend, DeskNews } from '../lib/backend/backend';
import { watch, type Resource } from '../lib/ui/resource.svelte';
import type { Live } from './live.svelte';
import { readPages, type Page, type Pages } from './pages';
import type { Session } from './session.svelte';

export const [getBackend, setBackend] = createContext<DeskBackend>();
export const [getSession, setSession] = createContext<Session>();
export const [getLive, setLive] = createContext<Live>();

/** Reads through the door, and again at news that matter. Called while a component is set up. */
export function read<T>(
  matters: (news: DeskNews) => boolean,
  ask: (backend: DeskBackend) => Promise<T>,
): Resource<T> {
  const backend = getBackend();
  const live = getLive();
  return watch(
    () => ask(backend),
    (reload) =>
      live.onNews((news) => {
        if (news.kind === 'resumed' || matters(news)) reload();
      }),
  );
}

/** Reads a list whose older pages come when they are asked for. Called while a component is set up. */
export function readList<T extends { id: string }>(
  matters: (news: DeskNews) => boolean,
  ask: (backend: DeskBackend, after?: string) => Promise<Page<T>>,
): { list: Resource<Pages<T>>; more: () => Promise<void> } {
  let wanted = 1;
  const list = read(matters, (backend) =>
    readPages(
      (after) => ask(backend, after),
      (_, pages) => pages >= wanted,
    ),
  );
  return {
    list,
    more: () => {
      wanted += 1;
      return list.reload();
    },
  };
}
