import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { openResident } from './testing';

const REPORTS = 120;

const cards = () => document.querySelectorAll('main li a.card').length;

test('a long list is shown a step at a time, and stays as long when it changes', async () => {
  const core = new MockResident();
  core.threads = Array.from({ length: REPORTS }, () =>
    core.threadOf({ category: 'vandalism', behaviours: [], place: { words: 'Elm Lane' }, practice: false }),
  );
  const { user } = await openResident('/reports', core);
  await user.click(await screen.findByRole('button', { name: 'Show older ones (70 more)' }));
  const rest = await screen.findByRole('button', { name: 'Show older ones (20 more)' });
  expect(cards()).toBe(100);
  core.tell('reports');
  await user.click(rest);
  await expect.poll(cards).toBe(REPORTS);
  expect(screen.queryByRole('button', { name: /Show older/ })).toBeNull();
});
