import '../lib/tokens/base.css';
import '../lib/tokens/parts.css';
import { mount } from 'svelte';
import type { ResidentBackend } from '../lib/backend/backend';
import { isInShell, tauriBackend } from '../lib/backend/tauri';
import { strings } from '../lib/i18n/strings.svelte';
import App from './App.svelte';
import { chosen, show } from './settings/appearance';
import { isWelcomed } from './welcome/welcomed';

/** The real core; in a plain browser during development the one in memory. */
async function chooseBackend(): Promise<ResidentBackend> {
  if (import.meta.env.DEV && !isInShell()) {
    const { MockResident } = await import('../lib/backend/mock/resident');
    return new MockResident();
  }
  return tauriBackend;
}

async function start(): Promise<void> {
  const backend = await chooseBackend();
  show(chosen());
  // When they cannot be read, the first screen says what is wrong; until then the system's language will do.
  const settings = await backend.settings().catch(() => null);
  await strings.use(settings?.language ?? null, ['shared', 'first']);
  const isFirstStart = settings?.server_url === null && location.hash === '' && !isWelcomed();
  if (isFirstStart) location.replace('#/welcome');
  const target = document.querySelector('#app');
  if (target) mount(App, { target, props: { backend } });
}

void start();
