import '../lib/tokens/base.css';
import '../lib/tokens/parts.css';
import { mount } from 'svelte';
import type { ResidentBackend } from '../lib/backend/backend';
import { isInShell, tauriBackend } from '../lib/backend/tauri';
import { strings } from '../lib/i18n/strings.svelte';
import App from './App.svelte';

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
  const chosen = await backend.settings().then(
    (settings) => settings.language,
    // The first screen says what is wrong; until then the system's language will do.
    () => null,
  );
  await strings.use(chosen, ['shared', 'resident']);
  const target = document.querySelector('#app');
  if (target) mount(App, { target, props: { backend } });
}

void start();
