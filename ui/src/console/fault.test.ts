import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MockDesk } from '../lib/backend/mock/desk';
import { idOf } from '../lib/backend/mock/fixtures';
import { openDesk } from './testing';

// The fault is told to whoever looks for it.
const told = vi.spyOn(console, 'error');
beforeEach(() => void told.mockReset().mockImplementation(() => undefined));
afterEach(() => expect(told).toHaveBeenCalledOnce());

const again = () => screen.findByRole('button', { name: 'Try again' });

test('a fault in what is chosen leaves the list, and ends with another choice', async () => {
  const desk = new MockDesk();
  Object.assign(desk.reports_[1] ?? {}, { thread: undefined });
  const { user } = await openDesk(`/reports/${idOf(2)}`, desk);
  await again();
  await user.click(await screen.findByText(/Elm Lane/));
  await screen.findByRole('heading', { name: 'Light or hazard, Elm Lane', level: 1 });
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('a fault in a list leaves what is chosen', async () => {
  const desk = new MockDesk();
  Object.assign(desk.alerts_[1]?.content ?? {}, { texts: undefined });
  await openDesk(`/alerts/${idOf(101)}`, desk);
  await again();
  await screen.findByRole('heading', { name: 'Gas smell near Mill Street', level: 1 });
});
