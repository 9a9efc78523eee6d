import { screen } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, field, loseAnswer, openDesk } from '../testing';

const ALERT = idOf(101);
const alertOf = (desk: MockDesk) => desk.alerts_.find(({ id }) => id === ALERT);
const placeOf = (desk: MockDesk) => alertOf(desk)?.content.texts[0]?.place;

async function retype(user: UserEvent, label: string, text: string) {
  const input = await field(label);
  await user.clear(input);
  await user.type(input, text);
}

/** Somebody else at the desk writes, and everybody is told. */
async function colleagueWrites(desk: MockDesk, place: string, state: 'updated' | 'ended' = 'updated') {
  const alert = alertOf(desk);
  const [text] = alert?.content.texts ?? [];
  if (!alert || !text) throw new Error('there is an alert');
  const content = { ...alert.content, texts: [{ ...text, place }] };
  desk.alerts_ = desk.alerts_.map((one) =>
    one === alert ? { ...alert, state, revision: alert.revision + 1, content } : one,
  );
  const read = desk.calls.length;
  desk.tell({ kind: 'alert' });
  await expect.poll(() => desk.calls.slice(read)).toEqual(expect.arrayContaining(['alert', 'alerts']));
}

describe('an update', () => {
  test('never writes over what somebody else wrote while it was written', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Update'));
    await retype(user, 'Where', 'Mine');
    await colleagueWrites(desk, 'Theirs');
    await user.click(await button('Publish the update'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed it meanwhile');
    await screen.findByText('Theirs');
    expect(placeOf(desk)).toBe('Theirs');
    expect((await field('Where')).value).toBe('Mine');

    // Now it was seen.
    await user.click(await button('Publish the update'));
    await button('Update');
    expect(placeOf(desk)).toBe('Mine');
    expect(alertOf(desk)?.revision).toBe(3);
  });

  test('of what is over by now is not sent, and stays to be copied', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Update'));
    await retype(user, 'Where', 'Mine');
    await colleagueWrites(desk, 'Theirs', 'ended');
    await user.click(await button('Publish the update'));
    expect((await screen.findByRole('alert')).textContent).toContain('It is over by now');
    expect(screen.queryByRole('button', { name: 'Publish the update' })).toBeNull();
    expect((await field('Where')).value).toBe('Mine');
  });

  test('whose answer was lost is made once', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Update'));
    await retype(user, 'Where', 'Mine');
    loseAnswer(desk, 'updateAlert');
    await user.click(await button('Publish the update'));
    await screen.findByRole('alert');
    desk.tell({ kind: 'alert' });
    await user.click(await button('Publish the update'));
    await button('Update');
    expect(desk.operations).toHaveLength(2);
    expect(new Set(desk.operations).size).toBe(1);
    expect(alertOf(desk)?.revision).toBe(2);
  });

  test('that could not be read anew says so, and may be tried again', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Update'));
    await colleagueWrites(desk, 'Theirs');
    desk.fail('alert', 'unreachable');
    await user.click(await button('Publish the update'));
    expect((await screen.findByRole('alert')).textContent).toContain('There was no answer');
    desk.mend('alert');
    await user.click(await button('Publish the update'));
    await screen.findByText('Theirs');
  });
});

describe('an all-clear', () => {
  test('whose answer was lost is given once', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Give the all-clear'));
    loseAnswer(desk, 'endAlert');
    await user.click(await button('Give the all-clear'));
    await screen.findByRole('alert');
    await user.click(await button('Give the all-clear'));
    await expect.poll(() => screen.queryByRole('alert')).toBeNull();
    expect(new Set(desk.operations).size).toBe(1);
  });

  test('does not rest on what somebody else wrote while it was written', async () => {
    const { desk, user } = await openDesk(`/alerts/${ALERT}`);
    await user.click(await button('Give the all-clear'));
    await colleagueWrites(desk, 'Theirs');
    await user.click(await button('Give the all-clear'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else changed it');
    expect(alertOf(desk)?.state).toBe('updated');
    await user.click(await button('Give the all-clear'));
    await expect.poll(() => alertOf(desk)?.state).toBe('ended');
  });
});

describe('a new alert', () => {
  const PARTS = {
    'Headline: one line that says it all': 'Gas smell',
    'What to do': 'Keep away',
    'What it is': 'Leaking gas',
    Where: 'Mill Street',
    'Who says so': 'The patrol',
  };

  test('whose answer was lost is never published twice, even if it was changed in between', async () => {
    const { desk, user } = await openDesk('/alerts/new');
    const before = desk.alerts_.length;
    for (const [label, text] of Object.entries(PARTS)) {
      for (const input of await screen.findAllByLabelText(label)) await user.type(input, text);
    }
    await user.click(await button('4 hours'));
    loseAnswer(desk, 'publishAlert');
    await user.click(await button('Publish the alert'));
    await screen.findByRole('alert');
    await retype(user, 'Where', 'Quay Road');
    await user.click(await button('Publish the alert'));
    await screen.findByText(/already published/);
    expect(desk.alerts_).toHaveLength(before + 1);

    // What was changed becomes an update of it.
    await user.click(await button('Publish the update'));
    await screen.findByRole('heading', { name: 'Gas smell', level: 1 });
    expect(desk.alerts_).toHaveLength(before + 1);
    expect(desk.alerts_[0]?.revision).toBe(2);
    expect(desk.alerts_[0]?.content.texts[0]?.place).toBe('Quay Road');
  });
});
