import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { MockResident } from '../lib/backend/mock/resident';
import { goTo } from '../lib/testing/go';
import App from './App.svelte';

/** The resident app at an address, before a core in memory. */
export async function openResident(path: string, core = new MockResident()) {
  await goTo(path);
  const page = render(App, { backend: core });
  return { ...page, core, user: userEvent.setup() };
}
