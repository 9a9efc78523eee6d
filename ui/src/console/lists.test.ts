import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../lib/backend/mock/desk';
import { idOf } from '../lib/backend/mock/fixtures';
import { openDesk } from './testing';

/** More than come at once. */
const MANY = 60;

describe.each(['alerts', 'events'] as const)('a long list of %s', (room) => {
  function busyDesk() {
    const desk = new MockDesk();
    const [like] = desk[`${room}_`];
    const all = Array.from({ length: MANY }, (_, place) => ({
      ...structuredClone(like),
      id: idOf(900 + place),
    }));
    Object.assign(desk, { [`${room}_`]: all });
    desk.files.plans.clear();
    return desk;
  }
  const name = room === 'alerts' ? 'Alerts' : 'Events and news';
  const rows = async () => within(await screen.findByRole('region', { name })).queryAllByRole('listitem');

  test('shows older ones when they are asked for, and keeps them when it is read again', async () => {
    const { desk, user } = await openDesk(`/${room}`, busyDesk());
    await expect.poll(rows).toHaveLength(50);
    await user.click(await screen.findByRole('button', { name: 'Show older ones' }));
    await expect.poll(rows).toHaveLength(MANY);
    expect(screen.queryByRole('button', { name: 'Show older ones' })).toBeNull();
    desk.tell({ kind: 'resumed' });
    await expect
      .poll(() => desk.calls.filter((call) => call === room))
      .toHaveLength(room === 'alerts' ? 7 : 5);
    expect(await rows()).toHaveLength(MANY);
  });

  test('opens one that is older than all it shows', async () => {
    await openDesk(`/${room}/${idOf(900 + MANY - 1)}`, busyDesk());
    await screen.findByRole('heading', { level: 1, name: /Gas smell|Walk the waterfront/ });
  });

  test('says when there is no such thing, with a way back', async () => {
    await openDesk(`/${room}/${idOf(1)}`, busyDesk());
    await screen.findByText('It is no longer there.');
    await screen.findByRole('link', { name: 'Back' });
  });
});
