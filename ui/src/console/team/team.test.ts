import { screen, within } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { ROLES, type Role } from '../../lib/backend/backend';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { roomsOf } from '../rooms';
import { button, openDesk } from '../testing';

async function atTheTeam() {
  const opened = await openDesk('/team');
  await screen.findByRole('heading', { name: 'Team', level: 1 });
  await screen.findByRole('heading', { name: 'Ana' });
  return opened;
}

const card = (name: string) => {
  const heading = screen.getByRole('heading', { name: new RegExp(`^${name}`) });
  return within(heading.closest('li') as HTMLElement);
};

describe('the rooms of the desk', () => {
  test.each<[Role[], string[]]>([
    [['dispatcher'], ['reports', 'patrols', 'alerts', 'events', 'figures']],
    [['responder'], ['reports', 'alerts', 'events']],
    [['publisher'], ['alerts', 'events', 'figures']],
    [['admin'], ['alerts', 'events', 'figures', 'team']],
    [[...ROLES], ['reports', 'patrols', 'alerts', 'events', 'figures', 'team']],
  ])('of %s are %s', (roles, rooms) => {
    expect(roomsOf(roles)).toEqual(rooms);
  });

  test('lead nowhere that is not there for somebody', async () => {
    const desk = new MockDesk();
    desk.me_ = { id: idOf(301), name: 'Bo', roles: ['publisher'] };
    await openDesk('/team', desk);
    await screen.findByRole('heading', { name: 'Alerts', level: 1 });
    expect(desk.calls).not.toContain('people');
    expect(desk.calls).not.toContain('reports');
  });
});

describe('the team', () => {
  test('is told how everybody stands', async () => {
    await atTheTeam();
    for (const [name, state] of [
      ['Ana', 'signed in'],
      ['Cy', 'not signed in'],
      ['Dee', 'invited'],
      ['Eli', 'shut out'],
    ] as const) {
      card(name).getByText(state);
    }
    card('Cy').getByText('Officer · Harbour');
    card('Bo').getByText('Another admin changes your rights.');
    expect(card('Bo').queryByRole('button')).toBeNull();
  });

  test('grows by an invitation, whose link is shown once', async () => {
    const { desk, user } = await atTheTeam();
    await user.click(await button('Invite somebody'));
    await user.type(screen.getByLabelText('Name'), 'Fay');
    await user.click(await button('Make the link'));
    await screen.findByText('Choose one at least.');
    await user.click(screen.getByLabelText(/^Officer/));
    await user.click(screen.getByLabelText('Only in some'));
    await user.click(screen.getByLabelText('Harbour'));
    await user.click(await button('Make the link'));
    const link = await screen.findByRole<HTMLInputElement>('textbox', { name: 'The link for Fay' });
    expect(link.value).toContain('/console/#/invite/');
    await user.click(await button('Done'));
    expect(screen.queryByRole('textbox', { name: 'The link for Fay' })).toBeNull();
    const fay = desk.people_.find((person) => person.name === 'Fay');
    expect(fay?.rights).toEqual({ roles: ['officer'], districts: ['harbour'] });
  });

  test('gets other rights, is signed out and shut out', async () => {
    const { desk, user } = await atTheTeam();
    await user.click(card('Cy').getByRole('button', { name: 'Change: Cy' }));
    await user.click(card('Cy').getByLabelText(/^Responder/));
    await user.click(card('Cy').getByRole('button', { name: 'Save' }));
    await expect.poll(() => card('Cy').queryByText('Officer, Responder · Harbour')).not.toBeNull();
    card('Cy').getByText('not signed in');
    await user.click(card('Ana').getByRole('button', { name: 'Sign out everywhere: Ana' }));
    await expect.poll(() => card('Ana').queryByText('not signed in')).not.toBeNull();
    await user.click(card('Ana').getByRole('button', { name: 'Shut out: Ana' }));
    await expect.poll(() => card('Ana').queryByText('shut out')).not.toBeNull();
    await user.click(card('Eli').getByRole('button', { name: 'Let in again: Eli' }));
    await expect.poll(() => desk.people_.find((person) => person.name === 'Eli')?.shut_out).toBe(false);
  });
});

describe('what was done', () => {
  const log = () => within(screen.getByRole('region', { name: 'What was done' }));
  const lines = () =>
    log()
      .queryAllByRole('listitem')
      .map((line) => line.textContent);

  test('is listed with who did it, and goes on when asked', async () => {
    const { user } = await atTheTeam();
    await log().findByText(/changed the status of a report/);
    expect(lines()).toHaveLength(5);
    expect(lines()[3]).toContain('Whoever looks after the server · made a service token');
    log().getByText('1 newer row is not listed yet.');
    await user.click(log().getByRole('button', { name: 'Show older ones' }));
    await log().findByText(/a\.new_kind/);
    expect(lines()).toHaveLength(7);
    expect(log().queryByRole('button', { name: 'Show older ones' })).toBeNull();
  });

  test('is narrowed by person and kind', async () => {
    const { user } = await atTheTeam();
    await log().findByText(/changed the status of a report/);
    await user.selectOptions(log().getByLabelText('Who'), 'Ana');
    await vi.waitFor(() => expect(lines()).toHaveLength(2));
    await user.selectOptions(log().getByLabelText('What'), 'Reports');
    await vi.waitFor(() => expect(lines()).toHaveLength(1));
    await user.selectOptions(log().getByLabelText('What'), 'Events');
    await log().findByText('Nothing that fits.');
  });

  test('says in words what went wrong', async () => {
    const desk = new MockDesk();
    desk.fail('audit', 'unreachable');
    await openDesk('/team', desk);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).not.toBe('');
  });
});
