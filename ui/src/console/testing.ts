import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { MockDesk } from '../lib/backend/mock/desk';
import { goTo } from '../lib/testing/go';
import App from './App.svelte';

/** The desk at an address, before a patrol server in memory. */
export async function openDesk(path: string, desk = new MockDesk()) {
  await goTo(path);
  const page = render(App, { backend: desk });
  return { ...page, desk, user: userEvent.setup() };
}
