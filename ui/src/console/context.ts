import { createContext } from 'svelte';
import type { DeskBackend, DeskNews } from '../lib/backend/backend';
import { watch, type Resource } from '../lib/ui/resource.svelte';
import type { Live } from './live.svelte';
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
