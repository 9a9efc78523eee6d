import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import Console from '../../console/App.svelte';
import Resident from '../../resident/App.svelte';
import { MockDesk } from '../backend/mock/desk';
import { MockResident } from '../backend/mock/resident';
import { goTo } from './go';

/** The resident app at an address, before a core in memory. */
export async function openResident(path: string, core = new MockResident()) {
  await goTo(path);
  const page = render(Resident, { backend: core });
  return { ...page, core, user: userEvent.setup() };
}

/** The desk at an address, before a patrol server in memory. */
export async function openDesk(path: string, desk = new MockDesk()) {
  await goTo(path);
  const page = render(Console, { backend: desk });
  return { ...page, desk, user: userEvent.setup() };
}
