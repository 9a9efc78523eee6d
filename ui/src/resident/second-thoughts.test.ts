import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { ended, everyKindOfThread, followed, talkedAbout } from '../lib/backend/mock/threads';
import { openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const link = (name: RegExp | string) => screen.findByRole('link', { name });

describe('a report that has ended', () => {
  const open = async (change: (core: MockResident) => void = () => undefined) => {
    const core = new MockResident();
    core.threads = [ended(core)];
    change(core);
    return openResident(`/reports/${core.threads[0]?.report.id}`, core);
  };

  test('asks once whether it was fixed', async () => {
    const { core, user } = await open();
    await screen.findByText('Was it fixed?');
    await user.click(await button('Yes'));
    await screen.findByText('Thank you. The patrol is told.');
    expect(core.calls).toContain('giveFeedback');
    expect(screen.queryByRole('button', { name: 'Yes' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Open it again' })).toBeNull();
  });

  test('can be opened again when it was not', async () => {
    const { core, user } = await open();
    await user.click(await button('Not yet'));
    await user.click(await button('Open it again'));
    await screen.findByText('Reopening on its way');
    expect(core.threads[0]?.reopening).toBe(true);
    expect(screen.queryByRole('button', { name: 'Open it again' })).toBeNull();
  });

  test('asks again when the answer could not be kept', async () => {
    const { core, user } = await open();
    core.fail('giveFeedback', 'not_saved');
    await user.click(await button('Yes'));
    await screen.findByRole('alert');
    await button('Yes');
  });

  test('cannot be opened again once that was too long ago', async () => {
    await open((core) => Object.assign(core.threads[0] ?? {}, { ask_if_fixed: false, may_reopen: false }));
    await screen.findByText('The lamp has a new bulb.', { exact: false });
    expect(screen.queryByRole('button', { name: 'Open it again' })).toBeNull();
  });

  test('says what was answered', async () => {
    await open((core) =>
      core.threads[0]?.entries.push({
        revision: 4,
        at: new Date().toISOString(),
        kind: 'feedback',
        fixed: false,
      }),
    );
    await screen.findByText('You said: not yet fixed');
  });
});

test('erasing shows whose receipt it is before it does anything', async () => {
  const core = new MockResident();
  core.threads = [talkedAbout(core)];
  const { user } = await openResident(`/reports/${core.threads[0]?.report.id}`, core);
  await user.click(await button('Erase it everywhere'));
  const group = screen.getByRole('group', { name: /its receipt then opens nothing/ });
  within(group).getByText('7K2M9-QXW4E-5RTY6-PAS8D');
  expect(document.activeElement).toBe(await button('Keep it'));
  expect(core.threads).toHaveLength(1);
  await user.click(await button('Erase'));
  await screen.findByRole('heading', { name: 'My reports', level: 1 });
  expect(core.threads).toEqual([]);
});

describe('a report of another device', () => {
  const withOne = () => {
    const core = new MockResident();
    core.threads = [followed(core)];
    return core;
  };

  test('is followed with its number and its receipt, however they are typed', async () => {
    const core = new MockResident();
    const there = followed(core);
    const { user } = await openResident('/reports', core);
    await user.click(await link(/Follow a report/));
    core.threads = [there];
    await user.type(await screen.findByLabelText('Its number'), 'aq 7k2m9');
    await user.type(screen.getByLabelText('Its receipt'), '7k2m9 qxw4e-5rty6pas8d');
    await user.click(await button('Follow it'));
    await screen.findByText(/Followed here/);
  });

  test.each([
    ['', '', 'two or three letters', 'Its number'],
    ['AQ-7K2M9', '7K2M9', '20 letters and digits', 'Its receipt'],
  ])('is not asked for with %j and %j', async (reference, receipt, words, field) => {
    const { core, user } = await openResident('/follow');
    if (reference) await user.type(await screen.findByLabelText('Its number'), reference);
    if (receipt) await user.type(screen.getByLabelText('Its receipt'), receipt);
    await user.click(await button('Follow it'));
    expect((await screen.findAllByRole('alert')).map((alert) => alert.textContent).join()).toContain(words);
    expect(document.activeElement).toBe(screen.getByLabelText(field));
    expect(core.calls).not.toContain('followReport');
  });

  test('that does not open with the two says no more than that', async () => {
    const { core, user } = await openResident('/follow');
    core.fail('followReport', 'invalid', 'receipt');
    await user.type(await screen.findByLabelText('Its number'), 'AQ-7K2M9');
    await user.type(screen.getByLabelText('Its receipt'), '7K2M9-QXW4E-5RTY6-PAS8D');
    await user.click(await button('Follow it'));
    expect((await screen.findByRole('alert')).textContent).toContain('No report opens with these two');
  });

  test('cannot be asked for before a server is named', async () => {
    const { core, user } = await openResident('/follow');
    core.fail('followReport', 'not_possible');
    await user.type(await screen.findByLabelText('Its number'), 'AQ-7K2M9');
    await user.type(screen.getByLabelText('Its receipt'), '7K2M9-QXW4E-5RTY6-PAS8D');
    await user.click(await button('Follow it'));
    expect((await link(/Name the server/)).getAttribute('href')).toBe('#/settings');
  });

  test('is marked as followed, and does not claim to have been saved here', async () => {
    const core = withOne();
    await openResident(`/reports/${core.threads[0]?.report.id}`, core);
    await screen.findByText(/Followed here/);
    await screen.findByText('3 photos were sent with it from another device.');
    expect(screen.queryByText('Saved on this device')).toBeNull();
  });
});

test.each(['/', '/reports', 'thread'])(
  'an urgent report that did not arrive says to call, on %s',
  async (at) => {
    const core = new MockResident();
    core.threads = everyKindOfThread(core);
    await openResident(at === 'thread' ? `/reports/${core.threads[0]?.report.id}` : at, core);
    await screen.findByRole('heading', { name: 'Not received yet — call', level: 2 });
  },
);

test('a damaged file is told of once', async () => {
  const core = new MockResident();
  core.salvage_ = { reports: 3, lost: 1, at: new Date().toISOString() };
  const { user } = await openResident('/', core);
  await screen.findByText('We found a damaged file and brought back 3 reports.');
  screen.getByText(/1 report could not be read in full/);
  screen.getByText(/look through your reports/);
  await user.click(await button('All right'));
  await expect.poll(() => screen.queryByText(/damaged file/)).toBeNull();
});
