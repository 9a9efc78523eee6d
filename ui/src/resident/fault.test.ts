import { screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { idOf } from '../lib/backend/mock/fixtures';
import { MockResident } from '../lib/backend/mock/resident';
import { openResident } from './testing';

test('a fault while a screen is drawn leaves the way to the others, and can be tried again', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const core = new MockResident();
  const { alerts_: alerts } = core;
  core.alerts_ = [{ id: idOf(1) } as (typeof alerts)[number]];
  const { user } = await openResident('/alerts', core);
  await screen.findByText(/Something went wrong on our side/);
  await screen.findByRole('heading', { name: 'Lamplight', level: 1 });
  expect(told).toHaveBeenCalledOnce();
  core.alerts_ = alerts;
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByText('Gas smell near Mill Street');
});
