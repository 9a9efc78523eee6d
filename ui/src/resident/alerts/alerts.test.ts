import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockResident } from '../../lib/backend/mock/resident';
import { openResident } from '../testing';

test('a tapped notification opens its alert', async () => {
  const { core } = await openResident('/');
  const [alert] = core.alerts_;
  if (!alert) throw new Error('there is an alert to test with');
  core.open({ kind: 'alert', id: alert.id });
  await screen.findByRole('heading', { level: 1, name: 'Alert' });
  const headline = alert.content.texts[0]?.headline ?? '';
  await screen.findByRole('heading', { level: 2, name: headline });
});

test('an alert that is not there any more says so and leads to the others', async () => {
  await openResident('/alerts/gone');
  await screen.findByText('This alert is not here any more');
  const back = screen.getByRole<HTMLAnchorElement>('link', { name: 'See all alerts' });
  expect(back.hash).toBe('#/alerts');
});

test('an alert about none of the chosen places says that it was not told of', async () => {
  const core = new MockResident();
  const [first] = core.alerts_;
  core.elsewhere_ = first ? [first.id] : [];
  await openResident('/alerts', core);
  await screen.findByRole('heading', { level: 1, name: 'Alerts' });
  expect(await screen.findAllByText(/you were not told of it/)).toHaveLength(1);
});
