import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { beginReport, openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const link = (name: RegExp | string) => screen.findByRole('link', { name });
const heading = (name: RegExp | string) => screen.findByRole('heading', { name, level: 1 });

describe('a report', () => {
  test('takes three taps and nothing typed', async () => {
    const { core, user } = await openResident('/');
    await user.click(await link('Report'));
    await user.click(await button('Vandalism'));
    await screen.findByText('Mill Street, by the footbridge');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads).toHaveLength(1);
    expect(core.threads[0]?.report).toMatchObject({
      category: 'vandalism',
      place: { words: 'Mill Street, by the footbridge' },
      practice: false,
    });
  });

  test('goes without a place when there is none and none is given', async () => {
    const core = new MockResident();
    core.lastPlace_ = null;
    const { user } = await beginReport('Vehicle', core);
    await screen.findByText('Not given');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.report.place).toEqual({});
  });

  test('carries what was typed', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.click(await button(/Edit.*Place/));
    const place = await screen.findByLabelText('Where is it?');
    await user.clear(place);
    await user.type(place, 'Elm Lane{Enter}');
    await user.type(screen.getByLabelText(/What happened/), 'Fresh paint');
    await user.click(await button(/Edit.*Who sees/));
    await user.click(screen.getByLabelText('Leave my name with the patrol'));
    await user.type(screen.getByLabelText('Name'), 'Ana');
    await user.type(screen.getByLabelText('Telephone or e-mail'), '600 100 200');
    await user.click(screen.getByLabelText(/Just practising/));
    await user.click(await button('Send as practice'));
    await heading('Saved on this device');
    expect(core.threads[0]).toMatchObject({
      note: 'Fresh paint',
      report: { place: { words: 'Elm Lane' }, practice: true },
    });
  });

  test('is saved once, however often Send is pressed', async () => {
    const { core, user } = await beginReport('Vandalism');
    const send = await button('Send');
    await Promise.all([user.click(send), user.click(send)]);
    await heading('Saved on this device');
    expect(core.calls.filter((call) => call === 'submitDraft')).toHaveLength(1);
  });
});

describe('when it cannot be saved', () => {
  test('everything typed is still there, and can be sent', async () => {
    const { core, user } = await beginReport('Vandalism');
    core.fail('submitDraft', 'not_saved');
    await user.type(await screen.findByLabelText(/What happened/), 'Fresh paint');
    await user.click(await button('Send'));
    expect((await screen.findByRole('alert')).textContent).toContain('Free some space');
    expect(screen.getByLabelText<HTMLTextAreaElement>(/What happened/).value).toBe('Fresh paint');
    core.mend('submitDraft');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.note).toBe('Fresh paint');
  });

  test('a field that is wrong opens, and says why', async () => {
    const { core, user } = await beginReport('Vandalism');
    core.fail('submitDraft', 'invalid', 'place.point');
    await user.click(await button('Send'));
    expect((await screen.findByRole('alert')).textContent).toContain('outside the area');
    expect(screen.getByLabelText('Where is it?')).toBeDefined();
  });
});

describe('suspicious activity', () => {
  test('asks first what the person did, and does not go on without it', async () => {
    const { core, user } = await openResident('/report');
    await user.click(await button('Suspicious activity'));
    await heading('What did they do?');
    await user.click(await button('Continue'));
    expect((await screen.findByRole('alert')).textContent).toContain('at least one');
    await user.click(screen.getByLabelText(/Trying the handles/));
    await user.click(await button('Continue'));
    await heading('Suspicious activity');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.behaviours).toEqual(['trying_handles']);
  });

  test('of none of the kinds has other ways, and a worry about the person keeps what was filled in', async () => {
    const core = new MockResident();
    const about = { category: 'suspicious_activity', place: {}, practice: false } as const;
    core.drafts_ = [core.draftOf({ ...about, behaviours: [], note: 'By the bridge' })];
    const { user } = await openResident(`/drafts/${core.drafts_[0]?.id}/behaviour`, core);
    const none = await button('None of these');
    expect(none.getAttribute('aria-expanded')).toBe('false');
    await user.click(none);
    expect((await link('Call 112')).getAttribute('href')).toBe('tel:112');
    expect((await link('Another kind of report')).getAttribute('href')).toMatch(/\/what$/);
    expect(screen.getByText('Would you like to talk it over?')).toBeDefined();
    await user.click(await button('Worried about someone'));
    await heading('Worried about someone');
    await user.click(await button('Continue'));
    expect((await screen.findByLabelText<HTMLTextAreaElement>(/What happened/)).value).toBe('By the bridge');
  });

  test('cannot be sent by its address alone', async () => {
    const core = new MockResident();
    const about = { category: 'suspicious_activity', behaviours: [], place: {}, practice: false } as const;
    core.drafts_ = [core.draftOf({ ...about, behaviours: [] })];
    const { user } = await openResident(`/drafts/${core.drafts_[0]?.id}`, core);
    await user.click(await button('Send'));
    await heading('What did they do?');
    expect(core.threads).toEqual([]);
  });
});

describe('what it is about', () => {
  test('can be changed, and all that was filled in stays', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.type(await screen.findByLabelText(/What happened/), 'Cans under the steps');
    await user.click(await link(/Change/));
    await user.click(await button('Litter or dumping'));
    await heading('Litter or dumping');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads).toHaveLength(1);
    expect(core.threads[0]).toMatchObject({
      note: 'Cans under the steps',
      report: { category: 'litter_dumping' },
    });
  });

  test('cannot be said once more when there are as many drafts as fit', async () => {
    const core = new MockResident();
    core.refuse('startDraft', 'not_possible', 'drafts_too_many');
    await beginReport('Vandalism', core);
    expect((await screen.findByRole('alert')).textContent).toContain('as many reports as fit');
    await link('See the reports begun');
  });
});

describe('danger', () => {
  test('leads to the telephone from the first screen and from the form', async () => {
    const { user } = await openResident('/');
    expect((await link('Call 112')).getAttribute('href')).toBe('tel:112');
    await user.click(await link('Report'));
    const aside = await screen.findByRole('complementary', { name: 'Emergency' });
    expect(within(aside).getByRole('link', { name: 'Call 112' }).getAttribute('href')).toBe('tel:112');
  });
});

test('Escape leads back, and the focus goes to the heading of each screen', async () => {
  const { user } = await openResident('/');
  await user.click(await link('Report'));
  const what = await heading('What is it?');
  expect(document.activeElement).toBe(what);
  await user.keyboard('{Escape}');
  const home = await heading(/^Good/);
  expect(document.activeElement).toBe(home);
});

test('Escape in an open row closes the row and stays on the screen', async () => {
  const { user } = await beginReport('Vandalism');
  await user.click(await button(/Edit.*Place/));
  await user.keyboard('{Escape}');
  expect(screen.queryByLabelText('Where is it?')).toBeNull();
  expect(document.activeElement).toBe(await button(/Edit.*Place/));
  await heading('Vandalism');
});
