import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { strings } from '../i18n/strings.svelte';
import { goTo } from './go';

beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => undefined);
  await goTo('/');
  await strings.use('en', ['shared', 'resident', 'console']);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
