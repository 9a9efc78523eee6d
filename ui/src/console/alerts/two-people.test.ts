import { screen, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, field, openDesk } from '../testing';

/** What Ana asks to be approved; Bo sits at the desk. */
const PROPOSED = idOf(110);
const UPDATE = idOf(102);

const sent = (desk: MockDesk, id: string) => desk.alerts_.find((alert) => alert.id === id);

async function fillIn(user: UserEvent) {
  const parts: [string, string][] = [
    ['Headline: one line that says it all', 'Fire at the quay'],
    ['What to do', 'Leave'],
    ['What it is', 'Fire'],
    ['Where', 'The quay'],
    ['Who says so', 'The patrol'],
  ];
  for (const [label, text] of parts) {
    for (const input of await screen.findAllByLabelText(label)) await user.type(input, text);
  }
  await user.click(await button('4 hours'));
}

describe('a loud alert', () => {
  test('waits for a second person, and says so', async () => {
    const { desk, user } = await openDesk('/alerts/new');
    await fillIn(user);
    await user.selectOptions(await field('How bad'), 'severe');
    await user.click(await button('Ask a second person'));
    await screen.findByText(/Bo asks for approval/);
    expect(desk.alerts_.some(({ content }) => content.texts[0]?.headline === 'Fire at the quay')).toBe(false);
    // Whoever asks does not answer.
    expect(screen.queryByRole('button', { name: 'Approve, and send' })).toBeNull();
  });

  test('goes out when another person approves exactly what they see', async () => {
    const { desk, user } = await openDesk(`/alerts/${PROPOSED}`);
    await screen.findByText(/Ana asks for approval/);
    await user.click(await button('Approve, and send'));
    await screen.findByText('As residents see it:');
    expect(sent(desk, PROPOSED)?.state).toBe('active');
  });

  test('is declined with words only', async () => {
    const { desk, user } = await openDesk(`/alerts/${PROPOSED}`);
    await user.click(await button('Decline'));
    expect((await screen.findByRole('alert')).textContent).toContain('Say why');
    expect(desk.calls).not.toContain('decideAlert');
    await user.type(await field('What to say to it (needed to decline)'), 'It was a barbecue');
    await user.click(await button('Decline'));
    await screen.findByText(/A draft by Ana/);
  });

  test('of the highest level goes alone with a reason, unless others are there', async () => {
    const { desk, user } = await openDesk('/alerts/new');
    await fillIn(user);
    await user.selectOptions(await field('How bad'), 'extreme');
    await user.click(await button('Ask a second person'));
    await user.click(await button('Nobody else is here'));
    await user.click(await button('Send it alone'));
    expect((await screen.findByRole('alert')).textContent).toContain('Say why');
    await user.type(await field('Why it cannot wait'), 'It burns');
    desk.files.othersOnDuty = true;
    await user.click(await button('Send it alone'));
    await expect.poll(() => desk.calls.filter((call) => call === 'submitAlert')).toHaveLength(2);
    expect(screen.queryByText('As residents see it:')).toBeNull();
    desk.files.othersOnDuty = false;
    await user.click(await button('Send it alone'));
    await screen.findByText('As residents see it:');
    await screen.findByText('Sent without a second person');
  });
});

test('an update tells what it changes', async () => {
  await openDesk(`/alerts/${UPDATE}`);
  const table = within(await screen.findByRole('table', { name: 'What changes for residents' }));
  expect(table.getByRole('row', { name: /Headline.*High water on the lower quay.*both quays/ })).toBeTruthy();
});

test('a draft keeps what is there and lacks what is not', async () => {
  const { desk, user } = await openDesk('/alerts/new');
  const [headline] = await screen.findAllByLabelText('Headline: one line that says it all');
  if (headline) await user.type(headline, 'Half written');
  await user.click(await button('4 hours'));
  await user.click(await button('Keep as a draft'));
  await screen.findByText(/A draft by Bo/);
  expect(desk.calls).not.toContain('submitAlert');
});

test('what is taken back says why in each language', async () => {
  const { desk, user } = await openDesk(`/alerts/${idOf(101)}`);
  await user.click(await button('Take back'));
  const [first, second] = await screen.findAllByLabelText(/Why it is taken back/);
  if (first) await user.type(first, 'A mistake');
  await user.click(await button('Take back'));
  expect((await screen.findByRole('alert')).textContent).toContain('Español');
  if (second) await user.type(second, 'Un error');
  await user.click(await button('Take back'));
  await expect.poll(() => sent(desk, idOf(101))?.state).toBe('recalled');
});

test('whoever may not publish sees no forms and nothing that is prepared', async () => {
  const desk = new MockDesk();
  desk.me_ = { id: idOf(303), name: 'Olga', roles: ['officer'] };
  await openDesk(`/alerts/${idOf(101)}`, desk);
  await screen.findByText('As residents see it:');
  for (const name of ['Update', 'Give the all-clear', 'Take back']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  expect(screen.queryByRole('link', { name: 'New alert' })).toBeNull();
  expect(screen.queryByText('To be done')).toBeNull();
});

test('an area is drawn by its corners and by its districts', async () => {
  const { desk, user } = await openDesk('/alerts/new');
  await fillIn(user);
  await user.click(await screen.findByRole('checkbox', { name: 'Harbour' }));
  await user.click(await button('Draw an area'));
  const corners = await field('Corners of area 1');
  await user.type(corners, '60.01, 0.001\n60.02, 0.001');
  await user.tab();
  await screen.findByText('An area needs at least three corners.');
  await user.clear(corners);
  await user.type(corners, '60.01, 0.001\n60.02, 0.001\n60.02, 0.004');
  await user.tab();
  await user.click(await button('Publish the alert'));
  await expect.poll(() => desk.alerts_[0]?.content.districts).toEqual(['harbour']);
  expect(desk.alerts_[0]?.content.region?.coordinates[0]?.[0]).toEqual([
    [0.001, 60.01],
    [0.001, 60.02],
    [0.004, 60.02],
    [0.001, 60.01],
  ]);
});
