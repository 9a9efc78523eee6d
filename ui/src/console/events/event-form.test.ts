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

describe('a picture', () => {
  const file = (bytes = 3) => new File([new Uint8Array(bytes)], 'steps.jpg', { type: 'image/jpeg' });
  const pick = async (user: Awaited<ReturnType<typeof write>>['user']) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input) await user.upload(input, file());
  };

  test('is published only with what it shows', async () => {
    const { desk, user } = await write();
    await pick(user);
    await button('Remove the picture');
    await user.click(await button('Publish the event'));
    expect((await screen.findByRole('alert')).textContent).toContain('Something is missing');
    const words = await field('What the picture shows');
    expect(words.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(words);
    await user.type(words, 'Lanterns on the water');
    await screen.findByRole('img', { name: 'Lanterns on the water' });
    await user.click(await button('Publish the event'));
    await screen.findByRole('heading', { name: 'Lanterns', level: 1 });
    const content = desk.events_[0]?.content;
    expect(content?.picture?.size_bytes).toBe(3);
    expect(content?.texts).toMatchObject([{ picture_description: 'Lanterns on the water' }]);
  });

  test('that is removed leaves no word behind', async () => {
    const { desk, user } = await write();
    await pick(user);
    await user.type(await field('What the picture shows'), 'Lanterns');
    await user.click(await button('Remove the picture'));
    expect(screen.queryByRole('img')).toBeNull();
    await expect.poll(() => document.activeElement?.textContent).toContain('Choose a picture');
    await user.click(await button('Publish the event'));
    await expect.poll(() => desk.events_[0]?.content.texts[0]?.title).toBe('Lanterns');
    expect(desk.events_[0]?.content).not.toHaveProperty('picture');
    expect(desk.events_[0]?.content.texts[0]).not.toHaveProperty('picture_description');
  });

  test('that is none says so, and leaves the one that was there', async () => {
    const { desk, user } = await write();
    await pick(user);
    await button('Remove the picture');
    desk.fail('sendPicture', 'invalid', 'picture');
    await pick(user);
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be used as a picture');
    await button('Remove the picture');
    desk.fail('sendPicture', 'unreachable');
    await pick(user);
    await expect.poll(() => screen.getByRole('alert').textContent).not.toContain('cannot be used');
  });

  test('that was forgotten meanwhile is to be chosen again', async () => {
    const { desk, user } = await write();
    await pick(user);
    await user.type(await field('What the picture shows'), 'Lanterns');
    desk.fail('publishEvent', 'invalid', 'picture');
    await user.click(await button('Publish the event'));
    expect((await screen.findByRole('alert')).textContent).toContain('Choose it once more');
  });

  test('stays with its words when something else is changed', async () => {
    const { desk, user } = await openDesk(`/events/${EVENT}`);
    const before = structuredClone(eventOf(desk)?.content);
    await user.click(await button('Change'));
    await user.type(await field('Where'), '!');
    await user.click(await button('Save the change'));
    await expect.poll(() => eventOf(desk)?.content.place).toBe('Quay steps!');
    expect(eventOf(desk)?.content).toEqual({ ...before, place: 'Quay steps!' });
  });
});
