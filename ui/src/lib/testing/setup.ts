import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { strings } from '../i18n/strings.svelte';
import { goTo } from './go';

beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => undefined);
  // jsdom draws no dialogs over a page; whether one is open it knows.
  HTMLDialogElement.prototype.showModal ??= function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  await goTo('/');
  await strings.use('en', ['shared', 'resident', 'console']);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
