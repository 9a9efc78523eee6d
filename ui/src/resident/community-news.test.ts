import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { idOf } from '../lib/backend/mock/fixtures';
import { MockResident } from '../lib/backend/mock/resident';
import { openResident } from './testing';

const heading = (name: RegExp | string, level = 1) => screen.findByRole('heading', { name, level });

test('the newest news stand above the events, and lead to the others', async () => {
  const { user } = await openResident('/community');
  await heading('News', 2);
  await screen.findByText('A second patrol on market days');
  expect(screen.queryByText('How to reach us at night')).toBeNull();
  await user.click(await screen.findByRole('link', { name: 'All news' }));
  await heading('News');
  await user.click(await screen.findByRole('link', { name: /How to reach us at night/ }));
  await heading('How to reach us at night');
  screen.getByText('The desk is staffed until midnight.');
});

test('an item shows its picture with what it shows', async () => {
  await openResident(`/community/news/${idOf(501)}`);
  await screen.findByRole('img', { name: 'Neighbours with torches on the Quay steps at dusk.' });
});

test('without news the events stand alone', async () => {
  const core = new MockResident();
  core.news_ = [];
  await openResident('/community', core);
  await screen.findByText('Lantern festival');
  expect(screen.queryByRole('heading', { name: 'News' })).toBeNull();
});

test('a list without news says so', async () => {
  const core = new MockResident();
  core.news_ = [];
  await openResident('/community/news', core);
  await screen.findByText('No news yet');
});

test('what was withdrawn while it is read goes', async () => {
  const core = new MockResident();
  await openResident(`/community/news/${idOf(502)}`, core);
  await heading('A second patrol on market days');
  core.news_ = core.news_.filter(({ id }) => id !== idOf(502));
  core.tell('news');
  await screen.findByText('The patrol withdrew it.');
});

test('offline they are said to be as old as they are', async () => {
  const core = new MockResident();
  core.connection = 'offline';
  await openResident('/community/news', core);
  await screen.findByText('How to reach us at night');
  expect(screen.getAllByText(/No connection/).length).toBeGreaterThan(0);
});

test('what cannot be read offers to try again', async () => {
  const core = new MockResident();
  core.fail('news', 'internal');
  const { user } = await openResident('/community/news', core);
  const again = await screen.findByRole('button', { name: 'Try again' });
  core.mend('news');
  await user.click(again);
  await screen.findByText('How to reach us at night');
});
