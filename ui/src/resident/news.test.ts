import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { alerts, idOf } from '../lib/backend/mock/fixtures';
import { MockResident } from '../lib/backend/mock/resident';
import { everyKindOfThread, talkedAbout } from '../lib/backend/mock/threads';
import { openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const heading = (name: RegExp | string, level = 1) => screen.findByRole('heading', { name, level });

describe('the first screen', () => {
  test('reads again when it is told of a change, and never takes a state from the telling', async () => {
    const core = new MockResident();
    core.alerts_ = [];
    await openResident('/', core);
    await screen.findByText('All quiet: no alerts right now.');
    core.alerts_ = alerts(Date.now()).slice(0, 1);
    core.tell('alerts');
    await heading('Gas smell near Mill Street', 2);
  });

  test('says that there is no connection, and what waits', async () => {
    const core = new MockResident();
    core.connection = 'offline';
    core.threads = [core.threadOf({ category: 'vehicle', behaviours: [], place: {}, practice: false })];
    const { user } = await openResident('/', core);
    await screen.findByText(/They go by themselves/);
    expect(screen.getAllByText(/No connection/).length).toBeGreaterThan(1);
    // What was heard of the desk before may no longer be so.
    expect(screen.queryByText('Desk is watching')).toBeNull();
    await user.click(await button('Try again'));
    expect(core.calls).toContain('syncNow');
  });

  test('says when nobody is at the desk', async () => {
    const core = new MockResident();
    core.deskWatching = false;
    await openResident('/', core);
    await screen.findByText('Nobody at the desk');
  });

  test('leads to naming a server when there is none', async () => {
    const core = new MockResident();
    core.connection = 'no_server';
    await openResident('/', core);
    expect((await screen.findByRole('link', { name: /Name the server/ })).getAttribute('href')).toBe(
      '#/settings',
    );
  });

  test('offers a way out of a failure', async () => {
    const core = new MockResident();
    core.fail('home', 'internal');
    const { user } = await openResident('/', core);
    const retry = await button('Try again');
    core.mend('home');
    await user.click(retry);
    await heading('Gas smell near Mill Street', 2);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('my reports', () => {
  test('say in words where each stands', async () => {
    const core = new MockResident();
    core.threads = everyKindOfThread(core);
    await openResident('/reports', core);
    await screen.findByText('Patrol on the way');
    expect(screen.getAllByText('Saved on this device')).toHaveLength(2);
    screen.getByText('Needs your attention');
    screen.getByText('1 new answer');
  });

  test('one that was refused says why, and can be sent again or deleted after a question', async () => {
    const core = new MockResident();
    core.threads = everyKindOfThread(core).filter(({ report }) => report.attention !== null);
    const { user } = await openResident('/reports', core);
    await screen.findByText(/outside the area/);
    await user.click(await button(/Delete from this device/));
    expect(core.threads).toHaveLength(1);
    await user.click(await button('Delete'));
    await screen.findByText('No reports yet');
  });
});

describe('a thread', () => {
  const openThread = async () => {
    const core = new MockResident();
    core.threads = [talkedAbout(core)];
    return openResident(`/reports/${core.threads[0]?.report.id}`, core);
  };

  test('shows the way and the messages, marks what is not sent, and is read', async () => {
    const { core } = await openThread();
    const steps = await screen.findByRole('list', { name: 'How far it is' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map((item) => item.querySelector('.title')?.textContent?.trim()),
    ).toEqual([
      'Saved on this device',
      'Received by the patrol',
      'Seen by a person',
      'Patrol on the way',
      'Done: still to come',
    ]);
    screen.getByText(/Saved here, not sent yet/);
    await expect.poll(() => core.threads[0]?.report.unread).toBe(0);
  });

  test('is read as far as it was shown, and what came meanwhile is not', async () => {
    const core = new MockResident();
    const thread = talkedAbout(core);
    core.threads = [thread];
    const { markRead } = core;
    const shown: number[] = [];
    core.markRead = (id, revision) => {
      shown.push(revision);
      if (shown.length === 1) {
        thread.entries.push({
          revision: 6,
          at: thread.report.saved_at,
          kind: 'message',
          id: idOf(704),
          from: 'patrol',
          text: 'We are at the bridge.',
        });
      }
      return markRead(id, revision);
    };
    await openResident(`/reports/${thread.report.id}`, core);
    await screen.findByText('We are at the bridge.');
    await expect.poll(() => shown).toEqual([5, 6]);
    expect(thread.report.unread).toBe(0);
  });

  test('keeps an answer that could not be saved', async () => {
    const { core, user } = await openThread();
    core.fail('reply', 'not_saved');
    const box = await screen.findByLabelText<HTMLTextAreaElement>('Write to the patrol');
    await user.type(box, 'On my way');
    await user.click(await button('Send'));
    await screen.findByRole('alert');
    expect(box.value).toBe('On my way');
    core.mend('reply');
    await user.click(await button('Send'));
    await screen.findByText('On my way');
    await expect.poll(() => box.value).toBe('');
  });

  test('is withdrawn after a question whose first answer is the harmless one', async () => {
    const { core, user } = await openThread();
    await user.click(await button('Withdraw this report'));
    expect(document.activeElement).toBe(await button('Keep it'));
    await user.click(await button('Withdraw'));
    await screen.findByText('Withdrawal on its way');
    expect(core.threads[0]?.withdrawing).toBe(true);
  });
});

describe('alerts', () => {
  test('say all five parts, mark tests, and tell what is over', async () => {
    await openResident('/alerts');
    const card = (await heading('Gas smell near Mill Street', 2)).closest('article');
    const text = card?.textContent ?? '';
    for (const part of [
      'Severe · until',
      'Keep away',
      'between the bridge',
      'Leaking gas',
      'Alder Quay patrol',
    ]) {
      expect(text).toContain(part);
    }
    expect((await heading(/^Test\W+Siren test at noon/, 2)).closest('article')?.textContent).toMatch(
      /Test.*nothing for you to do/s,
    );
    screen.getByText('Updated');
    screen.getByText('Over: all clear');
    screen.getByText('Expired');
  });

  test('are told in the language of the reader, or else in English', async () => {
    const core = new MockResident();
    core.settings_.language = 'es';
    const { strings } = await import('../lib/i18n/strings.svelte');
    await strings.use('es');
    await openResident('/alerts', core);
    await heading('Olor a gas cerca de Mill Street', 2);
    await heading('Boil your water', 2);
  });
});

describe('events', () => {
  test('can be narrowed to what one looks for', async () => {
    const { user } = await openResident('/community');
    await screen.findByText('Lantern festival');
    await user.click(await button('Learning'));
    screen.getByText('First aid in two hours');
    expect(screen.queryByText('Lantern festival')).toBeNull();
  });

  test('show their picture with what it shows, as soon as it is on the device', async () => {
    const core = new MockResident();
    const pictures = new Map(core.pictures_);
    core.pictures_.clear();
    await openResident(`/community/${idOf(201)}`, core);
    await screen.findByText('The picture is not on this device yet.');
    screen.getByText('It shows: Neighbours with torches on the Quay steps at dusk.');
    expect(screen.queryByRole('img')).toBeNull();
    core.pictures_ = pictures;
    core.tell('events');
    const shown = await screen.findByRole('img', {
      name: 'Neighbours with torches on the Quay steps at dusk.',
    });
    expect(shown.getAttribute('src')).toMatch(/^data:image/);
    expect(screen.queryByText(/not on this device/)).toBeNull();
  });

  test('say what a picture shows that cannot be read', async () => {
    const core = new MockResident();
    core.fail('pictureBytes', 'internal');
    await openResident(`/community/${idOf(201)}`, core);
    await screen.findByText(/It shows: Neighbours/);
  });

  test('without a picture show none', async () => {
    const { core } = await openResident(`/community/${idOf(202)}`);
    await heading('First aid in two hours');
    expect(core.calls).not.toContain('pictureBytes');
  });

  test('one that is cancelled says so and why', async () => {
    const { user } = await openResident('/community');
    await user.click(await screen.findByRole('link', { name: /Bicycle marking day.*Cancelled/ }));
    await heading('Bicycle marking day');
    screen.getByText(/The engraver is ill/);
  });
});

describe('settings', () => {
  test('take an address as people type it, and say what is wrong with another', async () => {
    const { core, user } = await openResident('/settings');
    const box = await screen.findByLabelText<HTMLInputElement>(/patrol’s server/);
    await user.clear(box);
    await user.type(box, 'not an address{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('not an address of a server');
    expect(document.activeElement).toBe(box);
    await user.clear(box);
    await user.type(box, 'patrol.alderquay.example{Enter}');
    await expect.poll(() => core.settings_.server_url).toBe('https://patrol.alderquay.example');
  });

  test('change the language of everything at once', async () => {
    const { user } = await openResident('/settings');
    await user.selectOptions(await screen.findByLabelText('Language'), 'es');
    await heading('Ajustes');
    expect(document.documentElement.lang).toBe('es');
  });
});
