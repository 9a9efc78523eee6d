import { tick } from 'svelte';

/** Goes to an address of the page and waits until the router has noticed. */
export async function goTo(path: string): Promise<void> {
  if (location.hash === `#${path}`) return;
  const noticed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
  location.hash = path;
  await noticed;
  await tick();
}
