import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { openResident } from './testing';

const heading = (name: string, level = 1) => screen.findByRole('heading', { name, level });

test('each figure of the newest month stands with how it is counted', async () => {
  await openResident('/figures');
  await heading('How we are doing');
  screen.getByText('October 2026', { selector: 'p' });
  const row = screen
    .getByText('Half had a first answer within', { selector: 'dt' })
    .closest('div') as HTMLElement;
  within(row).getByText('58 minutes');
  within(row).getByText(/Kaplan–Meier/);
  expect(screen.getAllByText('Too many still waited to know')).toHaveLength(2);
});

test('what is hidden says so, with the rule', async () => {
  await openResident('/figures');
  await heading('How we are doing');
  const lost = screen.getByRole('rowheader', { name: 'Lost or found' }).closest('tr') as HTMLElement;
  expect(within(lost).getAllByText('Hidden')).toHaveLength(3);
  screen.getByText(/Where fewer than 5 reports stand behind a number/);
});

test('the months stand one below the other, with what was tried and where everybody can read it', async () => {
  await openResident('/figures');
  await heading('How we are doing');
  const months = screen.getByRole('table', { name: 'Month by month' });
  const names = within(months)
    .getAllByRole('rowheader')
    .map((head) => head.textContent);
  expect(names).toEqual(['October 2026', 'September 2026', 'August 2026']);
  await heading('What was tried, and what it changed', 2);
  await screen.findByText('https://patrol.example/how-we-are-doing');
});

test('before the first month, and before the server told anything, the screen says which', async () => {
  const core = new MockResident();
  core.figures_ = { reports_min: 5, method: 1, months: [], forecasts: { map_is_made: false }, tried: [] };
  const { unmount } = await openResident('/figures', core);
  await screen.findByText('No month has been told yet');
  unmount();
  core.figures_ = null;
  await openResident('/figures', core);
  await screen.findByText('Not heard yet');
});
