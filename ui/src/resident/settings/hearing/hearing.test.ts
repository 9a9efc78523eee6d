import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockResident } from '../../../lib/backend/mock/resident';
import { openResident } from '../../testing';

const section = async () => within(await screen.findByRole('region', { name: 'Notifications' }));

const open = async (core = new MockResident()) => {
  const opened = await openResident('/settings', core);
  return { ...opened, card: await section() };
};

describe('how alerts are heard', () => {
  test('a district that is ticked is heard of, and everything again when it is wished', async () => {
    const { core, card, user } = await open();
    card.getByRole('radio', { name: 'All of Alder Quay', checked: true });
    await user.click(card.getByRole('radio', { name: 'Only some places' }));
    card.getByText(/Until then you hear of everything/);
    const [district] = core.area_.districts;
    await user.click(card.getByRole('checkbox', { name: district?.name ?? '' }));
    expect(core.hearing_.hearing.places).toEqual([{ kind: 'district', id: district?.id }]);
    await user.click(card.getByRole('radio', { name: 'All of Alder Quay' }));
    expect(core.hearing_.hearing.places).toEqual([]);
  });

  test('a circle around the last place is added and removed', async () => {
    const core = new MockResident();
    const point = { lat: 60.01, lon: 0.02 };
    core.lastPlace_ = { words: 'Mill Street', point };
    const { card, user } = await open(core);
    await user.click(card.getByRole('radio', { name: 'Only some places' }));
    await user.click(card.getByText('Add where I reported last'));
    await user.selectOptions(card.getByRole('combobox'), '2 km');
    await user.click(card.getByRole('button', { name: 'Add this place' }));
    expect(core.hearing_.hearing.places).toEqual([
      { kind: 'around', name: 'Mill Street', point, radius_m: 2_000 },
    ]);
    await user.click(card.getByRole('button', { name: 'Remove: Mill Street, 2 km around' }));
    expect(core.hearing_.hearing.places).toEqual([]);
  });

  test('quiet hours begin as a night and are changed one bound at a time', async () => {
    const { core, card, user } = await open();
    await user.click(card.getByRole('checkbox', { name: 'Quiet hours' }));
    expect(core.hearing_.hearing.quiet).toEqual({ from: '22:00', until: '07:00' });
    const until = card.getByLabelText('Until');
    await user.clear(until);
    await user.type(until, '08:30');
    await user.tab();
    expect(core.hearing_.hearing.quiet).toEqual({ from: '22:00', until: '08:30' });
  });

  test('nothing wakes anybody who did not agree to it', async () => {
    const { core, card, user } = await open();
    await user.click(card.getByRole('checkbox', { name: 'The loudest alerts may wake me', checked: false }));
    expect(core.hearing_.hearing.wakes).toBe(true);
  });

  test('reminders of events are a choice of their own, and keep the quiet hours', async () => {
    const { core, card, user } = await open();
    await user.click(card.getByRole('checkbox', { name: 'Tell me of alerts outside the app' }));
    card.getByRole('checkbox', { name: 'Quiet hours' });
    await user.click(card.getByRole('checkbox', { name: /Remind me of events/, checked: true }));
    expect(core.hearing_.hearing.reminds).toBe(false);
    expect(card.queryByRole('checkbox', { name: 'Quiet hours' })).toBeNull();
    expect(card.queryByRole('button', { name: 'Show a test notification' })).toBeNull();
  });

  test('a choice that cannot be kept is taken back and said', async () => {
    const core = new MockResident();
    core.fail('setHearing', 'not_saved');
    const { card, user } = await open(core);
    await user.click(card.getByRole('checkbox', { name: /Keep listening/ }));
    await card.findByRole('alert');
    card.getByRole('checkbox', { name: /Keep listening/, checked: true });
  });

  test('a computer that shows nothing says so, before and after a try', async () => {
    const core = new MockResident();
    core.hearing_ = { ...core.hearing_, able: false };
    const { card, user } = await open(core);
    card.getByText(/This computer shows no notifications/);
    await user.click(card.getByRole('button', { name: 'Show a test notification' }));
    await card.findByText(/Nothing was shown/);
  });

  test('a phone has no window to close', async () => {
    const core = new MockResident();
    core.hearing_ = { ...core.hearing_, desktop: false };
    const { card } = await open(core);
    expect(card.queryByRole('checkbox', { name: /window/ })).toBeNull();
    expect(card.queryByRole('checkbox', { name: /Start with/ })).toBeNull();
  });
});
