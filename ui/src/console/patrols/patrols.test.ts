import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, field, loseAnswer, openDesk } from '../testing';
import { opposite } from './editing.svelte';

const PLAN = idOf(601);

function known(desk: MockDesk) {
  const found = desk.patrols_.find((one) => one.plan.id === PLAN);
  if (!found) throw new Error('the plan is gone');
  return found;
}

const visits = (desk: MockDesk, unit: number) =>
  known(desk)
    .plan.routes.find((route) => route.unit === unit)
    ?.visits.map((visit) => visit.stop);

test('a shift is planned with what was chosen', async () => {
  const { desk, user } = await openDesk('/patrols/new');
  await user.click(await screen.findByLabelText('Walker 2'));
  await user.click(await button('Add a place'));
  const words = await screen.findAllByLabelText('What it is called');
  await user.type(words[1] as HTMLElement, 'School gate');
  const degrees = await screen.findAllByLabelText('Latitude, longitude');
  await user.type(degrees[1] as HTMLElement, '60.011, 0.019');
  await user.click(await button('Plan the walks'));
  await screen.findByRole('heading', { name: 'Walker 1' });
  const order = desk.patrols_[0]?.plan.order;
  expect(order?.units).toEqual([1]);
  expect(order?.by_map).toBe(true);
  expect(order?.asked).toEqual([{ words: 'School gate', at: { lat: 60.011, lon: 0.019 } }]);
  // Where walks start is that of the plan before.
  expect(order?.base.words).toBe('Police station, Mill Street');
});

test('a break is asked for, told where it comes, and refused when it takes too much of the shift', async () => {
  const { desk, user } = await openDesk('/patrols/new');
  const minutes = await screen.findByLabelText('Minutes of the break');
  for (const wrong of ['61', '7.5', '-5']) {
    await user.clear(minutes);
    await user.type(minutes, wrong);
    await user.click(await button('Plan the walks'));
    expect(minutes.getAttribute('aria-invalid')).toBe('true');
  }
  expect(desk.calls).not.toContain('planPatrol');
  await user.clear(minutes);
  await user.type(minutes, '60');
  await user.click(await button('Plan the walks'));
  const [walker] = await screen.findAllByRole('table', { name: 'Walker 1' });
  const rows = within(walker as HTMLElement).getAllByRole('row');
  expect(rows.map((row) => row.textContent?.includes('Break'))).toEqual([false, false, false, true, false]);
  expect(desk.patrols_[0]?.plan.order.break_minutes).toBe(60);
});

test('a shift without an end says so, and finds no fault with the break', async () => {
  const { user } = await openDesk('/patrols/new');
  const ends = await screen.findByLabelText('Everybody is back');
  await user.clear(ends);
  await user.click(await button('Plan the walks'));
  expect(ends.getAttribute('aria-invalid')).toBe('true');
  expect((await field('Minutes of the break')).getAttribute('aria-invalid')).toBe('false');
});

test('a break of which nothing is written is none', async () => {
  const { desk, user } = await openDesk('/patrols/new');
  await user.clear(await screen.findByLabelText('Minutes of the break'));
  await user.click(await button('Plan the walks'));
  await screen.findByRole('heading', { name: 'Walker 1' });
  expect(desk.patrols_[0]?.plan.order.break_minutes).toBe(0);
});

test('a plan whose answer was lost is made once', async () => {
  const { desk, user } = await openDesk('/patrols/new');
  const before = desk.patrols_.length;
  await screen.findByLabelText('Walker 1');
  loseAnswer(desk, 'planPatrol');
  await user.click(await button('Plan the walks'));
  await screen.findByRole('alert');
  await user.click(await button('Plan the walks'));
  await screen.findByRole('heading', { name: 'Walker 1' });
  expect(desk.patrols_).toHaveLength(before + 1);
});

test('what is missing is said before anything is sent', async () => {
  const { desk, user } = await openDesk('/patrols/new');
  for (const unit of ['Walker 1', 'Walker 2']) await user.click(await screen.findByLabelText(unit));
  await user.click(await button('Plan the walks'));
  expect((await screen.findByRole('alert')).textContent).toContain('Something is missing');
  expect(document.activeElement).toBe(await field('Walker 1'));
  expect(desk.calls).not.toContain('planPatrol');
});

test('without streets it is said how they are imported', async () => {
  const desk = new MockDesk();
  desk.ground_ = { has_streets: false };
  await openDesk('/patrols/new', desk);
  await screen.findByText(/lamplight-server streets import/);
  expect(screen.queryByRole('button', { name: 'Plan the walks' })).toBeNull();
});

describe('a change by hand', () => {
  test('wants a reason, is kept with it, and can be taken back', async () => {
    const { desk, user } = await openDesk(`/patrols/${PLAN}`);
    await user.click(await button('Change Elm Lane 14'));
    await user.click(await button('Take it out'));
    expect((await screen.findByRole('alert')).textContent).toContain('Say why');
    await user.type(await field('Why?'), 'The lane is closed');
    await user.click(await button('Take it out'));
    await expect.poll(() => visits(desk, 1)).toEqual([1, 3]);
    expect(known(desk).plan.edits.at(-1)?.reason).toBe('The lane is closed');
    await user.click(await button('Undo'));
    await expect.poll(() => visits(desk, 1)).toEqual([1, 2, 3]);
  });

  test('that a walker has no time for is refused, and the plan stays', async () => {
    const { desk, user } = await openDesk(`/patrols/${PLAN}`);
    desk.fail('editPatrol', 'invalid', 'change.unit');
    await user.click(await button('Change Elm Lane 14'));
    await user.selectOptions(await field('Visited by'), 'Walker 2');
    await user.type(await field('Why?'), 'Nearer to her');
    await user.click(await button('Move it there'));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByRole('alert')).textContent).toContain('back too late');
    expect(visits(desk, 2)).toEqual([4, 5]);
  });

  test('is taken back to where the stop was, or out where it was not', () => {
    const { plan } = known(new MockDesk());
    expect(opposite(plan, { kind: 'take_out', stop: 2 })).toEqual({
      kind: 'place',
      stop: 2,
      unit: 1,
      before: 1,
    });
    expect(opposite(plan, { kind: 'place', stop: 6, unit: 2, before: 0 })).toEqual({
      kind: 'take_out',
      stop: 6,
    });
    const place = { at: { lat: 1, lon: 2 }, words: 'here' };
    expect(opposite(plan, { kind: 'add', place, unit: 1, before: 0 })).toEqual({
      kind: 'take_out',
      stop: 7,
    });
  });
});

describe('on the way', () => {
  test('a visit is kept with its minutes and how many people were met, once', async () => {
    const { desk, user } = await openDesk(`/patrols/${PLAN}/walk/1`);
    await user.click(await button('Been there Elm Lane 14'));
    const more = await button('More: People you talked with');
    await user.click(more);
    await user.click(more);
    await user.click(await button('Less: Minutes there'));
    loseAnswer(desk, 'logVisit');
    await user.click(await button('Save the visit'));
    await screen.findByRole('alert');
    await user.click(await button('Save the visit'));
    await button('Been there again Elm Lane 14');
    const logged = known(desk).log.flatMap(({ what }) => ('visit' in what ? [what.visit] : []));
    expect(logged.slice(1)).toEqual([{ stop: 2, unit: 1, minutes: 10, contacts: 2 }]);
  });

  test('what a foot patrol tells is kept by its kind', async () => {
    const { desk, user } = await openDesk(`/patrols/${PLAN}/walk/2`);
    await user.selectOptions(await field('What it is'), 'Good news');
    await user.type(await field('What there is to tell'), 'The bench was mended');
    await user.click(await button('Save the note'));
    await expect
      .poll(() => known(desk).log.at(-1)?.what)
      .toEqual({
        note: { kind: 'good_news', text: 'The bench was mended' },
      });
  });
});

test('an officer walks, and plans nothing', async () => {
  const desk = new MockDesk();
  desk.me_ = { id: idOf(303), name: 'Olga', roles: ['officer'] };
  await openDesk(`/patrols/${PLAN}`, desk);
  await screen.findByRole('heading', { name: 'Walker 1' });
  expect(screen.queryByRole('link', { name: 'New plan' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Call the shift off' })).toBeNull();
});

test('a publisher has no patrols', async () => {
  const desk = new MockDesk();
  desk.me_ = { id: idOf(303), name: 'Pia', roles: ['publisher'] };
  await openDesk('/alerts', desk);
  await screen.findByRole('link', { name: 'Alerts' });
  expect(screen.queryByRole('link', { name: 'Patrols' })).toBeNull();
});

describe('the drawing of a plan', () => {
  test('stands where the area has no map', async () => {
    await openDesk(`/patrols/${PLAN}`);
    expect((await screen.findByRole('img')).tagName).toBe('svg');
  });

  test('stands where the map cannot be had', async () => {
    const desk = new MockDesk();
    desk.fail('areaMap', 'unreachable');
    await openDesk(`/patrols/${PLAN}`, desk);
    expect((await screen.findByRole('img')).tagName).toBe('svg');
  });
});
