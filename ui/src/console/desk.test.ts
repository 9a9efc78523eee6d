import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { idOf } from '../lib/backend/mock/fixtures';
import { MockDesk } from '../lib/backend/mock/desk';
import { openDesk } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const heading = (name: RegExp | string) => screen.findByRole('heading', { name, level: 1 });
const list = () => screen.findByRole('region', { name: 'Reports' });

async function titles(): Promise<string[]> {
  const region = await list();
  return [...region.querySelectorAll('li .title')].map((title) => title.textContent ?? '');
}

/** Looks over what was written to the resident, and sends it. */
async function send(user: Awaited<ReturnType<typeof openDesk>>['user']) {
  await user.click(await button('Look it over'));
  await user.click(await button('Send to the resident'));
}

/** A report that comes in now. */
function comeIn(desk: MockDesk, number: number, place: string) {
  const [like] = desk.reports_;
  if (!like) throw new Error('there is a report to copy');
  const summary = {
    ...like.summary,
    id: idOf(number),
    status: 'received' as const,
    place_words: place,
    received_at: new Date().toISOString(),
  };
  desk.reports_ = [{ ...structuredClone(like), summary }, ...desk.reports_];
  desk.tell({ kind: 'report', hint: { report_id: idOf(number), revision: 1 } });
}

describe('without a session', () => {
  test('that ended meanwhile what was written stays', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    const box = await screen.findByLabelText<HTMLTextAreaElement>('Write to the resident');
    await user.type(box, 'Half a sentence');
    desk.fail('message', 'signed_out');
    await send(user);
    await screen.findByText(/What you wrote is still here/);
    within(screen.getByRole('group', { name: 'Before it is sent' })).getByText('Half a sentence');
    desk.mend('message');
    await user.type(screen.getByLabelText('Password'), 'over the footbridge');
    await user.type(screen.getByLabelText('Code'), '123456');
    await user.click(await button('Sign in'));
    await expect.poll(() => screen.queryByText(/What you wrote is still here/)).toBeNull();
    await user.click(await button('Send to the resident'));
    await expect.poll(() => desk.operations).toHaveLength(1);
  });
});

describe('the list', () => {
  test('does not jump when reports come in: it counts them until they are asked for', async () => {
    const { desk, user } = await openDesk('/');
    await expect.poll(titles).toHaveLength(6);
    const before = await titles();
    comeIn(desk, 91, 'New street');
    comeIn(desk, 92, 'Newer street');
    const banner = await button('2 new reports · show');
    expect(await titles()).toEqual(before);
    await user.click(banner);
    await expect.poll(titles).toHaveLength(8);
    expect((await titles())[0]).toContain('Newer street');
    expect(screen.queryByRole('button', { name: /new reports/ })).toBeNull();
  });

  test('changes a row in its place', async () => {
    const { desk } = await openDesk('/');
    await expect.poll(titles).toHaveLength(6);
    const before = await titles();
    const report = desk.reports_[3];
    if (report) report.summary.status = 'on_the_way';
    desk.tell({ kind: 'report', hint: { report_id: idOf(4), revision: 2 } });
    await screen.findByText(/On the way/);
    expect(await titles()).toEqual(before);
  });

  test('keeps a row that left the filter until it is drawn anew', async () => {
    const { desk } = await openDesk('/');
    await expect.poll(titles).toHaveLength(6);
    const report = desk.reports_[3];
    if (report) report.summary.status = 'closed';
    desk.tell({ kind: 'report', hint: { report_id: idOf(4), revision: 2 } });
    await screen.findByText(/no longer in this list/);
    expect(await titles()).toHaveLength(6);
  });

  test('keeps its filter in the address', async () => {
    const { user } = await openDesk('/');
    await expect.poll(titles).toHaveLength(6);
    await user.click(await button('Filter'));
    await user.selectOptions(screen.getByLabelText('Status'), 'all');
    await expect.poll(titles).toHaveLength(7);
    await user.selectOptions(screen.getByLabelText('Category'), 'vandalism');
    await expect.poll(titles).toHaveLength(1);
    await expect.poll(() => location.hash).toContain('?status=all&category=vandalism');
  });

  test('is walked with j and k, without opening anything', async () => {
    const { desk, user } = await openDesk('/');
    await expect.poll(titles).toHaveLength(6);
    await user.keyboard('jj');
    expect(document.activeElement?.textContent).toContain('Mill Street');
    await user.keyboard('k');
    expect(document.activeElement?.textContent).toContain('Suspicious activity');
    expect(desk.calls).not.toContain('report');
  });
});

describe('a report', () => {
  test('goes the way that its status allows', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await user.click(await button('Take charge'));
    await user.click(await button('Patrol on the way'));
    await user.click(await button('Resolve'));
    const form = await screen.findByRole('form', { name: 'Resolve' });
    await user.click(within(form).getByRole('button', { name: 'Resolve' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Say what was done');
    await user.type(screen.getByLabelText('What was done'), 'Painted over');
    await user.click(within(form).getByRole('button', { name: 'Resolve' }));
    await button('Open again');
    expect(desk.reports_[1]?.thread.at(-1)).toMatchObject({
      status: 'resolved',
      ending: { outcome: 'Painted over' },
    });
  });

  test('is closed as the same as another one of the list', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await user.click(await button('Close'));
    await user.selectOptions(await screen.findByLabelText('Why it is closed'), 'duplicate_of');
    await user.selectOptions(screen.getByLabelText('The same as'), idOf(1));
    const form = screen.getByRole('form', { name: 'Close' });
    await user.click(within(form).getByRole('button', { name: 'Close' }));
    await button('Open again');
    expect(desk.reports_[1]?.thread.at(-1)).toMatchObject({
      ending: { reason: 'duplicate_of', duplicate_of: idOf(1) },
    });
  });

  test('that somebody else changed meanwhile is read again, and nothing is overwritten', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await button('Take charge');
    const report = desk.reports_[1];
    const assignee = { id: idOf(302), name: 'Eve' };
    if (report) Object.assign(report.summary, { status: 'assigned', revision: 9, assignee });
    await user.click(await button('Take charge'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else changed it');
    await button('Patrol on the way');
  });

  test('that somebody else changed while it is being closed is not closed before that was seen', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    const report = desk.reports_[1];
    if (!report) throw new Error('there is a report to close');
    await user.click(await button('Close'));
    const form = await screen.findByRole('form', { name: 'Close' });
    await user.type(within(form).getByLabelText('Tell the resident (optional)'), 'Nothing was found');
    Object.assign(report.summary, { status: 'on_the_way', revision: report.summary.revision + 1 });
    desk.tell({ kind: 'report', hint: { report_id: idOf(2), revision: report.summary.revision } });
    await screen.findAllByText(/On the way/);
    const send = () => user.click(within(form).getByRole('button', { name: 'Close' }));
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else changed it');
    expect(report.summary.status).toBe('on_the_way');
    // What was written is still there, and is sent on what is shown now.
    await send();
    await expect.poll(() => report.summary.status).toBe('closed');
    expect(desk.operations).toHaveLength(2);
  });

  test('that changes under the finger is not changed by that press', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await button('Take charge');
    const report = desk.reports_[1];
    if (!report) throw new Error('there is a report');
    Object.assign(report.summary, { status: 'assigned', revision: report.summary.revision + 1 });
    desk.tell({ kind: 'report', hint: { report_id: idOf(2), revision: report.summary.revision } });
    await user.click(await button('Patrol on the way'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else changed it');
    expect(report.summary.status).toBe('assigned');
    await user.click(await button('Patrol on the way'));
    await expect.poll(() => report.summary.status).toBe('on_the_way');
  });

  test('is closed by whoever has just written to the resident', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await user.click(await button('Close'));
    await user.type(await screen.findByLabelText('Write to the resident'), 'Thank you');
    await send(user);
    await screen.findByText('Thank you');
    const form = screen.getByRole('form', { name: 'Close' });
    await user.click(within(form).getByRole('button', { name: 'Close' }));
    await expect.poll(() => desk.reports_[1]?.summary.status).toBe('closed');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('is answered by one message, also when the answer of the server was lost', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(2)}`);
    await user.type(await screen.findByLabelText('Write to the resident'), 'Thank you');
    const kept = desk.message;
    desk.message = async (...args) => {
      await kept(...args);
      desk.message = kept;
      throw new Error('the answer was lost');
    };
    await send(user);
    await screen.findByRole('alert');
    await user.click(await button('Send to the resident'));
    await expect.poll(() => desk.operations).toHaveLength(2);
    expect(new Set(desk.operations).size).toBe(1);
  });
});

describe('an alert', () => {
  test('is not published without one of its five parts', async () => {
    const { desk, user } = await openDesk('/alerts/new');
    const parts: [string, string][] = [
      ['Headline: one line that says it all', 'Gas smell'],
      ['What to do', 'Keep away'],
      ['What it is', 'Leaking gas'],
      ['Where', 'Mill Street'],
      ['Who says so', 'The patrol'],
    ];
    for (const [label, text] of parts) {
      await user.click(await button('Publish the alert'));
      expect(desk.calls).not.toContain('publishAlert');
      // Each language of the patrol has its own.
      for (const field of screen.getAllByLabelText(label)) await user.type(field, text);
    }
    await user.click(await button('Publish the alert'));
    await screen.findByText('Say until when it holds.');
    await user.click(await button('4 hours'));
    await user.click(await button('Publish the alert'));
    await heading('Gas smell');
    expect(desk.alerts_[0]?.content.texts).toHaveLength(2);
  });

  test('tells its level while it is written', async () => {
    const { user } = await openDesk('/alerts/new');
    await user.selectOptions(await screen.findByLabelText('How bad'), 'extreme');
    const group = within(screen.getByRole('group', { name: 'How loud' }));
    group.getByText('Act now');
    await user.selectOptions(screen.getByLabelText('How sure'), 'possible');
    group.getByText('Take care');
  });

  test('is ended with an all-clear', async () => {
    const { desk, user } = await openDesk(`/alerts/${idOf(101)}`);
    await user.click(await button('Give the all-clear'));
    for (const note of await screen.findAllByLabelText(/What to tell people/)) {
      await user.type(note, 'The gas is off.');
    }
    await user.click(await button('Give the all-clear'));
    await screen.findByText('The gas is off.');
    expect(desk.alerts_.find(({ id }) => id === idOf(101))?.state).toBe('ended');
  });
});

describe('an event', () => {
  test('is cancelled with a reason only', async () => {
    const { desk, user } = await openDesk(`/events/${idOf(201)}`);
    await user.click(await button('Cancel the event'));
    await user.click(await button('Cancel the event'));
    expect((await screen.findByRole('alert')).textContent).toContain('Say why');
    await user.type(screen.getByLabelText(/Why, for the people/), 'Rain');
    await user.click(await button('Cancel the event'));
    await screen.findByText('Rain');
    expect(desk.events_.find(({ id }) => id === idOf(201))?.state).toBe('cancelled');
  });

  test('that is changed keeps what the form does not show', async () => {
    const { desk, user } = await openDesk(`/events/${idOf(201)}`);
    await user.click(await button('Change'));
    const place = await screen.findByLabelText('Where');
    await user.clear(place);
    await user.type(place, 'Lighthouse');
    await user.click(await button('Save the change'));
    await screen.findByText('Lighthouse');
    const event = desk.events_.find(({ id }) => id === idOf(201));
    expect(event?.content).toMatchObject({
      place: 'Lighthouse',
      languages: ['en', 'es'],
      time_zone: 'Europe/Madrid',
    });
  });
});
