import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { BackendError } from '../../lib/backend/failure';
import { router } from '../../lib/ui/router.svelte';
import { button, openDesk } from '../testing';

const INVITE = '/invite/7K2M9QXW4E5RTY6PAS8D7K2M9QXW4E5R';
const heading = (name: RegExp | string) => screen.findByRole('heading', { name, level: 1 });

async function atTheDoor() {
  const desk = new MockDesk();
  desk.me_ = null;
  const opened = await openDesk('/', desk);
  await heading('Sign in');
  return opened;
}

describe('the door', () => {
  test('opens for a name, a password and a code, pasted too', async () => {
    const { user } = await atTheDoor();
    await user.type(screen.getByLabelText('Name'), 'Bo');
    await user.click(screen.getByLabelText('Password'));
    await user.paste('over the footbridge');
    await user.click(screen.getByLabelText('Code'));
    await user.paste('123456');
    await user.keyboard('{Enter}');
    await screen.findByRole('region', { name: 'Reports' });
  });

  test('says what is wrong, and asks for the next code only', async () => {
    const { user } = await atTheDoor();
    await user.click(await button('Sign in'));
    await screen.findByText('Fill in all three.');
    await user.type(screen.getByLabelText('Name'), 'Bo');
    await user.type(screen.getByLabelText('Password'), 'not the password');
    await user.type(screen.getByLabelText('Code'), '123456');
    await user.click(await button('Sign in'));
    await screen.findByText(/The name, the password or the code is wrong/);
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('not the password');
    expect(screen.getByLabelText<HTMLInputElement>('Code').value).toBe('');
  });

  test('tells how long to wait', async () => {
    const { desk, user } = await atTheDoor();
    const knock = async (afterS: number) => {
      Object.assign(desk, { signIn: () => Promise.reject(new BackendError('busy', 'busy', null, afterS)) });
      for (const field of ['Name', 'Password', 'Code']) await user.type(screen.getByLabelText(field), 'x');
      await user.click(await button('Sign in'));
    };
    await knock(1);
    await screen.findByText('Too many tries from here. Try again in 1 second.');
    await knock(100);
    await screen.findByText('Too many tries from here. Try again in 2 minutes.');
  });
});

describe('an invitation', () => {
  test('leads through password, authenticator and recovery codes to the desk', async () => {
    const desk = new MockDesk();
    desk.me_ = null;
    const { user } = await openDesk(INVITE, desk);
    await heading('Welcome, Ana');
    await user.type(screen.getByLabelText('Password'), 'short');
    await user.type(screen.getByLabelText('The code that the app shows'), '123456');
    await user.click(await button('Sign in'));
    await screen.findByText(/must have 12 characters/);
    await user.type(screen.getByLabelText('Password'), ' and now long');
    await user.click(await button('Sign in'));
    await heading('Keep these codes safe');
    expect(screen.getAllByText(/^7K2M\d-QXW4E$/)).toHaveLength(10);
    await user.click(await button('I have kept them'));
    await screen.findByRole('region', { name: 'Reports' });
    expect(router.path).toBe('/');
  });

  test('that is over says so', async () => {
    await openDesk('/invite/USED');
    await heading('This invitation is over');
  });
});

describe('the account', () => {
  test('lists passkeys, removes one, and keeps the last', async () => {
    const { user } = await openDesk('/account');
    const remove = async (name: string) => {
      const [first] = await screen.findAllByRole('button', { name: 'Remove' });
      if (first) await user.click(first);
      const group = await screen.findByRole('group', { name: new RegExp(name) });
      await user.click(within(group).getByRole('button', { name: 'Remove' }));
    };
    await screen.findByText('Key in the safe');
    await remove('Work phone');
    await waitFor(() => expect(screen.queryByText('Work phone')).toBeNull());
    await remove('Key in the safe');
    await screen.findByText(/This is your last way in/);
    expect(screen.getByText('Key in the safe')).toBeTruthy();
  });
});
