import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { openDesk } from './testing';

test('a lost stream is said', async () => {
  const { desk } = await openDesk('/');
  await screen.findByText('Live');
  desk.setStream('lost');
  await screen.findByText(/live connection is lost/);
  expect(desk.calls.filter((call) => call === 'me')).toHaveLength(1);
});

test('a stream that is refused because the session has ended says that', async () => {
  const { desk } = await openDesk('/');
  await screen.findByText('Live');
  desk.me_ = null;
  desk.setStream('refused');
  await screen.findByText(/You are signed out/);
});

test('a stream that is refused for another reason is lost', async () => {
  const { desk } = await openDesk('/');
  await screen.findByText('Live');
  desk.setStream('refused');
  await screen.findByText(/live connection is lost/);
});
