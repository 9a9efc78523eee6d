import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { MyEvent } from '../lib/backend/generated/types';
import { idOf } from '../lib/backend/mock/fixtures';
import { MockResident } from '../lib/backend/mock/resident';
import { eventsByDay, later, weeksOf } from './events/month';
import { openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });

function coreWith(change: Partial<MyEvent>) {
  const core = new MockResident();
  core.events_ = core.events_.map((event) => (event.id === idOf(201) ? { ...event, ...change } : event));
  return core;
}

const open = (core: MockResident) => openResident(`/community/${idOf(201)}`, core);

test('a tapped reminder opens its event', async () => {
  const { core } = await openResident('/');
  core.open({ kind: 'event', id: idOf(201) });
  const title = core.events_.find(({ id }) => id === idOf(201))?.content.texts[0]?.title ?? '';
  await screen.findByRole('heading', { level: 1, name: title });
});

describe('answering an event', () => {
  test('takes one tap, says what is still to happen, and can be changed', async () => {
    const { core, user } = await open(coreWith({}));
    await user.click(await button('I am coming'));
    await screen.findByText(/Saved on this device/);
    expect(core.events_[0]?.answer?.people).toBe(1);
    await user.click(await button('One person more'));
    await screen.findByText('2 people');
    expect((await button('I am coming')).getAttribute('aria-pressed')).toBe('true');
    await user.click(await button('I cannot come'));
    expect(core.events_[0]?.answer?.people).toBe(0);
    expect(screen.queryByText('2 people')).toBeNull();
  });

  test('says how many the patrol counts, and what it did not take', async () => {
    const answer = { people: 3, kept: 1, state: 'refused', refusal: 'full' } as const;
    await open(coreWith({ answer }));
    await screen.findByText('So many places are not left. You are counted: 1 person.');
  });

  test('offers no place where none is left', async () => {
    await open(coreWith({ full: true }));
    await screen.findByText(/No place is left/);
    expect(screen.queryByRole('button', { name: 'I am coming' })).toBeNull();
  });

  test('is not asked for what is cancelled', async () => {
    await open(coreWith({ state: 'cancelled' }));
    await screen.findByRole('heading', { name: 'Cancelled', level: 2 });
    expect(screen.queryByText('Are you coming?')).toBeNull();
  });

  test('says why it could not be kept, and is kept at the next try', async () => {
    const core = coreWith({});
    core.fail('answerEvent', 'not_saved');
    const { user } = await open(core);
    await user.click(await button('I am coming'));
    await screen.findByRole('alert');
    core.mend('answerEvent');
    await user.click(await button('I am coming'));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

test('an event goes into the calendar as a file, and the screen says where it is', async () => {
  const { core, user } = await open(coreWith({}));
  await user.click(await button('Put it in my calendar'));
  await screen.findByText(/is among your downloads/);
  expect(core.calls).toContain('keepCalendarFile');
});

test('the month shows the next event, and the events of a chosen day', async () => {
  const { user } = await openResident('/community');
  await user.click(await button('Month'));
  const table = await screen.findByRole('table');
  const days = within(table).getAllByRole('button');
  expect(days.some((day) => day.getAttribute('aria-pressed') === 'true')).toBe(true);
  await user.click(await button('The month before'));
  await user.click(await button('The month after'));
  expect(within(table).getAllByRole('button').length).toBe(days.length);
});

describe('a month', () => {
  test('has every day once, in the weeks of the place', () => {
    const november = { year: 2026, month: 11 };
    const monday = weeksOf(november, 1);
    expect(monday.flat().filter((day) => day !== null)).toHaveLength(30);
    expect(monday[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeksOf(november, 7)[0]?.[0]).toBe('2026-11-01');
    expect(later(november, 2)).toEqual({ year: 2027, month: 1 });
    expect(later(november, -11)).toEqual({ year: 2025, month: 12 });
  });

  test('shows an event on each of its days, in its own zone, and not on the day at whose midnight it ends', () => {
    const [event] = new MockResident().events_;
    if (event === undefined) throw new Error('no event');
    const lasting = (starts_at: string, ends_at: string) => [
      ...eventsByDay([{ ...event, content: { ...event.content, starts_at, ends_at } }]).keys(),
    ];
    expect(lasting('2026-11-26T22:30:00Z', '2026-11-26T23:00:00Z')).toEqual(['2026-11-26']);
    expect(lasting('2026-11-26T23:30:00Z', '2026-11-28T10:00:00Z')).toEqual(['2026-11-27', '2026-11-28']);
  });
});
