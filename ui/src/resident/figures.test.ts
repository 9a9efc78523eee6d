import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { findingWords } from '../lib/figures/tried-words';
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

test('what was tried is told whichever way it went', async () => {
  await openResident('/figures');
  await heading('What was tried, and what it changed', 2);
  const cardOf = (title: string) =>
    screen.getByRole('heading', { name: title, level: 3 }).closest('article') as HTMLElement;
  const lamps = cardOf('Brighter lamps on the way to the station');
  within(lamps).getByText('No clear difference: -5 % (95 % interval: -19 to +12 %).');
  within(lamps).getByText('While it lasted: at least 285 where it was tried, at least 300 where not.');
  within(lamps).getByText('Counted: Vandalism · Graffiti Removal');
  const stall = cardOf('A stall at the market on Saturdays');
  within(stall).getByText(/^Too few events to tell, in either direction/);
  within(stall).getByText('While it lasted: too few where it was tried, at least 5 where not.');
  within(cardOf('Notes behind windscreens')).getByText(/^It was called off/);
});

test('less and more are claimed only where the interval leaves no other', () => {
  const finding = (ratio: number, low: number, high: number) =>
    findingWords({ kind: 'ratio', ratio, low, high });
  expect(finding(0.77, 0.65, 0.91)).toBe(
    'Less happened where it was tried: -23 % (95 % interval: -35 to -9 %).',
  );
  expect(finding(1.3, 1.1, 1.5)).toMatch(/^More happened where it was tried: \+30 %/);
  expect(finding(0.77, 0.5, 1)).toMatch(/^No clear difference: -23 %/);
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
