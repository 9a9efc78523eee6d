import { screen, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { BackendError } from '../../lib/backend/failure';
import { MockDesk } from '../../lib/backend/mock/desk';
import { openDesk } from '../testing';
import { TrialDraft } from './trial-draft.svelte';

async function opened(desk = new MockDesk()) {
  const page = await openDesk('/figures', desk);
  await screen.findByRole('heading', { name: 'What is tried', level: 2 });
  return page;
}

const cardOf = async (title: string) =>
  (await screen.findByRole('heading', { name: title, level: 3 })).closest('article') as HTMLElement;

async function filledIn(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Plan a trial' }));
  const [title] = screen.getAllByLabelText('What it is about');
  const [text] = screen.getAllByLabelText('What there is to know');
  await user.type(title as HTMLElement, 'Lamps');
  await user.type(text as HTMLElement, 'Brighter ones');
  await user.click(screen.getByRole('checkbox', { name: 'Graffiti Removal (city)' }));
  await user.click(screen.getByRole('checkbox', { name: 'Vandalism' }));
}

test('a trial under way tells what to expect and where it is tried; a measured one what came of it', async () => {
  await opened();
  const running = await cardOf('Short walks in the evening');
  within(running).getByText('Under way');
  within(running).getByText('Expected in each group: 84. Needed: 231. Chance to see a change of 23 %: 38 %');
  within(running).getByText('60.01050, 0.01900');
  const measured = await cardOf('Brighter lamps on the way to the station');
  within(measured).getByText(/^No clear difference: -5 %/);
  within(measured).getByText(/287 where it was tried, 302 where not/);
  expect(within(measured).queryByRole('button')).toBeNull();
});

test('what can be expected is looked at before anything is planned, and again after a change', async () => {
  const desk = new MockDesk();
  const { user } = await opened(desk);
  const plan = vi.spyOn(desk, 'planTrial');
  await filledIn(user);
  await user.click(screen.getByRole('button', { name: 'Look at what can be expected' }));
  await screen.findByText(/^Probably too few to tell/);
  await user.type(screen.getByLabelText('Pairs of places'), '0');
  expect(screen.queryByText(/^Probably too few to tell/)).toBeNull();
  await user.clear(screen.getByLabelText('Pairs of places'));
  await user.type(screen.getByLabelText('Pairs of places'), '20');
  await user.click(screen.getByRole('button', { name: 'Look at what can be expected' }));
  expect(plan).not.toHaveBeenCalled();
  await user.click(await screen.findByRole('button', { name: 'Plan it' }));
  const card = await cardOf('Lamps');
  within(card).getByText('Planned');
  const order = plan.mock.calls[0]?.[1];
  expect(order?.pairs).toBe(20);
  expect(order?.texts.map((text) => text.language)).toEqual(['en']);
  expect(order?.categories).toEqual([{ name: 'vandalism' }, { source: 'city', name: 'Graffiti Removal' }]);
});

test('what is missing, and why a trial is refused, is said', async () => {
  const desk = new MockDesk();
  const { user } = await opened(desk);
  await user.click(await screen.findByRole('button', { name: 'Plan a trial' }));
  await user.click(screen.getByRole('button', { name: 'Look at what can be expected' }));
  await screen.findByText(/^Fill in everything/);
  expect(screen.getByRole('checkbox', { name: 'Vehicle' })).toHaveProperty('ariaInvalid', 'true');
  await user.click(screen.getByRole('checkbox', { name: 'Vehicle' }));
  await user.type(screen.getAllByLabelText('What it is about')[0] as HTMLElement, 'Lamps');
  await user.type(screen.getAllByLabelText('What there is to know')[0] as HTMLElement, 'Brighter ones');
  for (const [field, words] of [
    ['ends_at', /last from 14 days to a year/],
    ['categories', /^Too few places apart/],
    ['meanwhile', /^Another trial is planned/],
    ['analysis', /^Trials need the analysis/],
  ] as const) {
    vi.spyOn(desk, 'previewTrial').mockRejectedValue(new BackendError('invalid', 'invalid', field));
    await user.click(screen.getByRole('button', { name: 'Look at what can be expected' }));
    await screen.findByText(words);
  }
});

test('a trial is called off once somebody said so twice', async () => {
  const { user } = await opened();
  const card = await cardOf('Short walks in the evening');
  await user.click(within(card).getByRole('button', { name: 'Call off' }));
  within(card).getByText(/everybody is told that it was called off/);
  await user.click(within(card).getByRole('button', { name: 'Call off' }));
  await within(await cardOf('Short walks in the evening')).findByText('Called off');
});

test('who does not plan sees the trials and no form', async () => {
  const desk = new MockDesk();
  desk.me_ = { id: 'x', name: 'Bo', roles: ['publisher'] };
  await opened(desk);
  await cardOf('Short walks in the evening');
  expect(screen.queryByRole('button', { name: 'Plan a trial' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Call off' })).toBeNull();
});

test('a trial begins tomorrow and lasts eight weeks unless somebody says otherwise', () => {
  const draft = new TrialDraft(Date.parse('2026-11-20T10:00:00Z'), ['en', 'es']);
  expect([draft.from, draft.until, draft.pairs]).toEqual(['2026-11-21', '2027-01-16', 12]);
  expect(draft.missing).toEqual(['categories']);
  expect(draft.missingWords.map(({ language, field }) => `${language} ${field}`)).toEqual([
    'en title',
    'en text',
  ]);
  draft.until = draft.from;
  draft.pairs = 2.5;
  expect(draft.missing).toEqual(['categories', 'until', 'pairs']);
});
