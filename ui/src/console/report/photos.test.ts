import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { idOf } from '../../lib/backend/mock/fixtures';
import { openDesk } from '../testing';

const photos = () => screen.findByRole('region', { name: '5 photos' });

test('photos are shown by what they show, or by their number', async () => {
  await openDesk(`/reports/${idOf(2)}`);
  const images = await within(await photos()).findAllByRole<HTMLImageElement>('img');
  expect(images.map(({ alt }) => alt)).toEqual(['Red paint on the footbridge', 'Photo 2 of 5']);
  expect(images.every(({ src }) => src.startsWith('data:image/png'))).toBe(true);
});

test('photos that cannot be shown yet, or never, say so in words', async () => {
  await openDesk(`/reports/${idOf(2)}`);
  const card = within(await photos());
  card.getByText('Photo 3 of 5: has arrived; it is being made safe to look at');
  card.getByText('Photo 4 of 5: what arrived is not a picture that can be shown');
  card.getByText('Photo 5 of 5: still to come');
});

test('a photo opens large', async () => {
  const { user } = await openDesk(`/reports/${idOf(2)}`);
  await user.click(within(await photos()).getByRole('button', { name: /Photo 2/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Photo 2 of 5' });
  within(dialog).getByRole('img', { name: 'Photo 2 of 5' });
});

test('the list says what is still to come, and the history what the resident said', async () => {
  await openDesk(`/reports/${idOf(7)}`);
  await screen.findByText(/1 of 5 photos to come/);
  await screen.findByText('The resident says: not yet fixed');
});
