import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { openDesk } from '../testing';

const row = (table: HTMLElement, name: string) =>
  within(table).getByRole('rowheader', { name }).closest('tr') as HTMLElement;

async function opened(desk = new MockDesk()) {
  const page = await openDesk('/figures', desk);
  await screen.findByRole('heading', { name: 'Figures', level: 1 });
  await screen.findByRole('heading', { name: 'Next: November 2026', level: 2 });
  return page;
}

test('the desk sees what is hidden of the next month, and why', async () => {
  await opened();
  const counts = screen.getByRole('region', { name: 'What is hidden, and why' });
  within(row(counts, 'Lost or found')).getByText('2');
  within(row(counts, 'Lost or found')).getByText('Hidden: too few');
  within(row(counts, 'Vehicle')).getByText('7');
  within(row(counts, 'Vehicle')).getByText(/could be worked out/);
});

test('the preview shows no number that residents will not see', async () => {
  await opened();
  const preview = screen.getByRole('region', { name: 'What residents would see now' });
  expect(within(row(preview, 'Vehicle')).getAllByText('Hidden')).toHaveLength(3);
  within(preview).getByText('131');
  within(preview).getByText('Places told as often reported: 0');
});

test('what was told stands below, and says when it is nothing', async () => {
  const { unmount } = await opened();
  const told = screen.getByRole('table', { name: 'Told so far' });
  within(row(told, 'September 2026')).getByText('187');
  unmount();
  const desk = new MockDesk();
  desk.figures_ = { ...desk.figures_, told: { ...desk.figures_.told, months: [] } };
  await opened(desk);
  screen.getByText('No month has been told yet');
});
