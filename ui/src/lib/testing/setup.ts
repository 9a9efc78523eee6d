import { configure } from '@testing-library/dom';
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { strings } from '../i18n/strings.svelte';
import { goTo } from './go';

// How long a test waits for what must appear, in milliseconds: longer only costs where it fails.
configure({ asyncUtilTimeout: 5_000 });

class NoSizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollTo ??= () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  // jsdom lays nothing out: there are no sizes to watch.
  vi.stubGlobal('ResizeObserver', NoSizes);
  // jsdom draws no dialogs over a page; whether one is open it knows.
  HTMLDialogElement.prototype.showModal ??= function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  await goTo('/');
  await strings.use('en', ['shared', 'first', 'figures', 'resident', 'console']);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
