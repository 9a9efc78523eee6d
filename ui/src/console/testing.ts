import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { BackendError } from '../lib/backend/failure';
import { MockDesk } from '../lib/backend/mock/desk';
import { goTo } from '../lib/testing/go';
import App from './App.svelte';

// The rooms are there before they are asked for: how long they take to load is no part of a test.
import.meta.glob('./{account,alerts,events,figures,news,patrols,team}/*.svelte', { eager: true });

type Write =
  | 'publishNews'
  | 'publishAlert'
  | 'keepAlert'
  | 'updateAlert'
  | 'endAlert'
  | 'publishEvent'
  | 'updateEvent'
  | 'cancelEvent'
  | 'planPatrol'
  | 'logVisit';

/** The next call is made, and nobody hears that it was. */
export function loseAnswer(desk: MockDesk, call: Write): void {
  const heard = desk[call] as (...args: unknown[]) => Promise<void>;
  Object.assign(desk, {
    [call]: async (...args: unknown[]) => {
      await heard(...args);
      Object.assign(desk, { [call]: heard });
      throw new BackendError('unreachable');
    },
  });
}

/** The desk at an address, before a patrol server in memory. */
export async function openDesk(path: string, desk = new MockDesk()) {
  await goTo(path);
  const page = render(App, { backend: desk });
  return { ...page, desk, user: userEvent.setup() };
}

export const button = (name: string) => screen.findByRole('button', { name });

/** A field by its label: in the first language, where it is there in each. */
export async function field(label: string): Promise<HTMLInputElement> {
  const [first] = await screen.findAllByLabelText<HTMLInputElement>(label);
  if (!first) throw new Error(`no field ${label}`);
  return first;
}
