import { screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, field, loseAnswer, openDesk } from '../testing';

const ITEM = idOf(502);

test('news are reached from the events, and the other way round', async () => {
  const { user } = await openDesk('/events');
  await user.click(await screen.findByRole('link', { name: 'News' }));
  await screen.findByText('A second patrol on market days');
  expect(screen.getByRole('link', { name: 'News' }).getAttribute('aria-current')).toBe('page');
});

test('a new item says something in the first language', async () => {
  const { desk, user } = await openDesk('/news/new');
  await user.type(await field('What it is about'), 'New lamps');
  await user.click(await button('Publish'));
  expect((await screen.findByRole('alert')).textContent).toContain('Something is missing');
  expect(document.activeElement).toBe(await field('What there is to know'));
  await user.type(await field('What there is to know'), 'The steps are lit.');
  await user.click(await button('Publish'));
  await screen.findByRole('heading', { name: 'New lamps', level: 1 });
  expect(desk.news_[0]?.content).toEqual({
    texts: [{ language: 'en', title: 'New lamps', text: 'The steps are lit.' }],
  });
});

test('an initiative says what it changed, and an item that is none does not', async () => {
  const { desk, user } = await openDesk('/news/new');
  await user.type(await field('What it is about'), 'New lamps');
  await user.type(await field('What there is to know'), 'Lit.');
  const asked = await screen.findByRole('checkbox', { name: 'Residents asked for it' });
  await user.click(asked);
  await user.type(await field('What it changed'), 'Nobody fell.');
  await user.click(asked);
  expect(screen.queryByLabelText('What it changed')).toBeNull();
  await user.click(asked);
  await user.click(await button('Publish'));
  await screen.findByRole('heading', { name: 'New lamps', level: 1 });
  const outcome = 'Nobody fell.';
  expect(desk.news_[0]?.content).toEqual({
    initiative: true,
    texts: [{ language: 'en', title: 'New lamps', text: 'Lit.', outcome }],
  });
});

test('a new item whose answer was lost is published once', async () => {
  const { desk, user } = await openDesk('/news/new');
  const before = desk.news_.length;
  await user.type(await field('What it is about'), 'New lamps');
  await user.type(await field('What there is to know'), 'Lit.');
  loseAnswer(desk, 'publishNews');
  await user.click(await button('Publish'));
  await screen.findByRole('alert');
  await user.click(await button('Publish'));
  await screen.findByRole('heading', { name: 'New lamps', level: 1 });
  expect(desk.news_).toHaveLength(before + 1);
});

describe('an item', () => {
  test('is never written over when somebody else changed it meanwhile', async () => {
    const { desk, user } = await openDesk(`/news/${ITEM}`);
    await user.click(await button('Change'));
    await user.type(await field('What it is about'), '!');
    const item = desk.news_.find(({ id }) => id === ITEM);
    if (item)
      Object.assign(item, {
        revision: 2,
        content: { texts: [{ language: 'en', title: 'Theirs', text: '…' }] },
      });
    await user.click(await button('Save the change'));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed it meanwhile');
    await screen.findByText('Theirs');
    await user.click(await button('Save the change'));
    await screen.findByRole('heading', { name: 'A second patrol on market days!', level: 1 });
  });

  test('is withdrawn after a question, and is gone', async () => {
    const { desk, user } = await openDesk(`/news/${ITEM}`);
    await user.click(await button('Withdraw'));
    await screen.findByText(/Of what it says nothing stays/);
    await user.click(await button('Withdraw'));
    await expect.poll(() => desk.news_.map(({ id }) => id)).not.toContain(ITEM);
    await screen.findByText('Choose an item');
    expect(screen.queryByText('A second patrol on market days')).toBeNull();
  });

  test('that cannot be withdrawn stays, and says why', async () => {
    const { desk, user } = await openDesk(`/news/${ITEM}`);
    desk.fail('withdrawNews', 'unreachable');
    await user.click(await button('Withdraw'));
    await user.click(await button('Withdraw'));
    await screen.findByRole('alert');
    expect(desk.news_.map(({ id }) => id)).toContain(ITEM);
  });

  test('is for those who publish to change', async () => {
    const desk = new MockDesk();
    desk.me_ = { id: idOf(303), name: 'Olga', roles: ['officer'] };
    await openDesk(`/news/${ITEM}`, desk);
    await screen.findByRole('heading', { name: 'A second patrol on market days', level: 1 });
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'New item' })).toBeNull();
  });
});
