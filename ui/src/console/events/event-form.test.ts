import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { alderQuay, idOf } from '../../lib/backend/mock/fixtures';
import { button, field, loseAnswer, openDesk } from '../testing';

const EVENT = idOf(201);
const eventOf = (desk: MockDesk) => desk.events_.find(({ id }) => id === EVENT);

function colleagueWrites(desk: MockDesk, place: string) {
  const event = eventOf(desk);
  if (event) Object.assign(event, { revision: 2, content: { ...event.content, place } });
  desk.tell({ kind: 'event' });
}

describe('a change', () => {
  test('never writes over what somebody else wrote while it was written', async () => {
    const { desk, user } = await openDesk(`/events/${EVENT}`);
    await user.click(await button('Change'));
    await user.type(await field('Where'), ', mine');
    colleagueWrites(desk, 'Theirs');
    await expect.poll(() => desk.calls.filter((call) => call === 'event')).toHaveLength(2);
    await user.click(await button('Save the change'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed it meanwhile');
    await screen.findByText('Theirs');
    expect(eventOf(desk)?.content.place).toBe('Theirs');
    expect((await field('Where')).value).toBe('Quay steps, mine');
    await user.click(await button('Save the change'));
    await expect.poll(() => eventOf(desk)?.content.place).toBe('Quay steps, mine');
  });

  test('of what was cancelled meanwhile is not sent', async () => {
    const { desk, user } = await openDesk(`/events/${EVENT}`);
    await user.click(await button('Change'));
    await field('Where');
    Object.assign(eventOf(desk) ?? {}, { revision: 2, state: 'cancelled', cancellation_note: 'Storm' });
    await user.click(await button('Save the change'));
    await screen.findByText(/It is over by now/);
    await screen.findByText('Storm');
    expect(screen.queryByRole('button', { name: 'Save the change' })).toBeNull();
  });
});

test('a cancellation whose answer was lost is made once', async () => {
  const { desk, user } = await openDesk(`/events/${EVENT}`);
  await user.click(await button('Cancel the event'));
  await user.type(await field('Why, for the people who meant to come'), 'Rain');
  loseAnswer(desk, 'cancelEvent');
  await user.click(await button('Cancel the event'));
  await screen.findByRole('alert');
  await user.click(await button('Cancel the event'));
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  expect(new Set(desk.operations).size).toBe(1);
});

/** A new event, written and not yet published. */
async function write(zone = 'Europe/Madrid') {
  const desk = new MockDesk();
  desk.area = async () => ({ ...alderQuay, time_zone: zone });
  const { user } = await openDesk('/events/new', desk);
  await user.type(await field('What it is called'), 'Lanterns');
  await user.type(await field('What happens there, and for whom'), 'For all');
  await user.type(await field('Where'), 'Quay');
  await fireEvent.input(await field('Begins'), { target: { value: '2027-07-01T18:30' } });
  await fireEvent.input(await field('Ends'), { target: { value: '2027-07-01T20:00' } });
  return { desk, user };
}

test('a new event whose answer was lost is never published twice, even if it was changed', async () => {
  const { desk, user } = await write();
  const before = desk.events_.length;
  loseAnswer(desk, 'publishEvent');
  await user.click(await button('Publish the event'));
  await screen.findByRole('alert');
  await user.type(await field('Where'), ' Road');
  await user.click(await button('Publish the event'));
  await screen.findByText(/already published/);
  await user.click(await button('Save the change'));
  await screen.findByRole('heading', { name: 'Lanterns', level: 1 });
  expect(desk.events_).toHaveLength(before + 1);
  expect(desk.events_[0]).toMatchObject({ revision: 2, content: { place: 'Quay Road' } });
});

describe('the times of an event', () => {
  test('are typed in the zone of the place, which is named', async () => {
    const { desk, user } = await write('Asia/Tokyo');
    await screen.findByText('Times in Asia/Tokyo');
    expect((await field('Begins')).value).toBe('2027-07-01T18:30');
    await user.click(await button('Publish the event'));
    await screen.findByRole('heading', { name: 'Lanterns', level: 1 });
    expect(desk.events_[0]?.content).toMatchObject({
      starts_at: '2027-07-01T09:30:00.000Z',
      time_zone: 'Asia/Tokyo',
    });
    // Told as it was typed.
    await screen.findByText(/1 Jul|Jul 1/, { selector: 'li' });
    await screen.findByText(/6:30|18:30/, { selector: 'li' });
  });

  test('are said to be in UTC where no other zone was named', async () => {
    await write('UTC');
    await screen.findByText(/Times in UTC\. If the clocks/);
  });

  test('of a zone that this browser does not know are in its own', async () => {
    await write('Atlantis/Center');
    await screen.findByText(new RegExp(`Times in ${Intl.DateTimeFormat().resolvedOptions().timeZone}`));
  });
});
