import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { MockResident } from '../lib/backend/mock/resident';
import { goTo } from '../lib/testing/go';
import App from './App.svelte';

// The screens are there before they are asked for: how long they take to load is no part of a test.
import.meta.glob('./*/*.svelte', { eager: true });

/** The resident app at an address, before a core in memory. */
export async function openResident(path: string, core = new MockResident()) {
  await goTo(path);
  const page = render(App, { backend: core });
  return { ...page, core, user: userEvent.setup() };
}

/** The app with a report just begun: about what the tile of this name says. */
export async function beginReport(tile: string, core = new MockResident()) {
  const opened = await openResident('/report', core);
  await opened.user.click(await screen.findByRole('button', { name: tile }));
  return opened;
}

/** Where files are chosen; the button beside it opens it. */
export function fileInput(): HTMLInputElement {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no file can be chosen here');
  return input;
}

/** A file that the core in memory takes for a photo; another seed is another photo. */
export const photoFile = (seed: number) =>
  new File([new Uint8Array([seed])], `IMG_${seed}.jpg`, { type: 'image/jpeg' });
