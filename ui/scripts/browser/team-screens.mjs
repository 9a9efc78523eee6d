// Every screen of the desk's door and of its team, in every state that it can show.
import { id } from './states.mjs';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänskajüte '.repeat(3);
const INVITE = '/invite/7K2M9QXW4E5RTY6PAS8D7K2M9QXW4E5R';

/** Signing in, invitations and the people of the patrol. */
export const teamScreens = [
  { name: 'sign-in', path: '/', set: (desk) => (desk.me_ = null) },
  {
    name: 'sign-in-missing',
    path: '/',
    set: (desk) => (desk.me_ = null),
    act: (page) => page.locator('form .lamp').click(),
  },
  { name: 'sign-in-wrong', path: '/', set: (desk) => (desk.me_ = null), act: knock },
  {
    name: 'sign-in-wait',
    path: '/',
    set: (desk) => ((desk.me_ = null), desk.fail('signIn', 'busy')),
    act: knock,
  },
  {
    name: 'session-ended',
    path: `/reports/${id(2)}`,
    set: (desk) => desk.fail('message', 'signed_out'),
    act: async (page) => {
      const conversation = page.locator('section:has(#conversation)');
      await conversation.locator('textarea').fill(LONG);
      await conversation.locator('form .button').click();
      await conversation.locator('.preview .lamp').click();
      await page.locator('.bar').waitFor();
    },
  },
  { name: 'invite', path: INVITE },
  { name: 'invite-wrong', path: INVITE, act: (page) => enrol(page, '000000') },
  { name: 'invite-gone', path: '/invite/USED' },
  { name: 'recovery-codes', path: INVITE, act: (page) => enrol(page, '123456') },
  { name: 'account', path: '/account' },
  { name: 'account-empty', path: '/account', set: (desk) => (desk.passkeys_ = []) },
  { name: 'account-error', path: '/account', set: (desk) => desk.fail('passkeys', 'internal') },
  {
    name: 'account-last',
    path: '/account',
    set: (desk) => (desk.passkeys_ = desk.passkeys_.slice(0, 1)),
    act: async (page) => {
      await page.locator('li .danger').click();
      await page.locator('li .urgent').click();
      await page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'team', path: '/team' },
  { name: 'team-invite', path: '/team', act: (page) => page.locator('main .lamp').click() },
  { name: 'team-change', path: '/team', act: (page) => page.locator('li .button').first().click() },
  {
    name: 'team-link',
    path: '/team',
    act: async (page) => {
      await page.locator('main .lamp').click();
      await page.locator('form input[type=text]').fill('Fay');
      await page.locator('form input[type=checkbox]').first().click();
      await page.locator('form .lamp').click();
      await page.locator('input[readonly]').waitFor();
    },
  },
  { name: 'team-error', path: '/team', set: (desk) => desk.fail('people', 'internal') },
  {
    name: 'team-audit',
    path: '/team',
    act: (page) => page.locator('section ol li').last().scrollIntoViewIfNeeded(),
  },
  {
    name: 'team-audit-error',
    path: '/team',
    set: (desk) => desk.fail('audit', 'internal'),
    act: (page) => page.locator('section [role=alert]').scrollIntoViewIfNeeded(),
  },
];

async function knock(page) {
  const fields = page.locator('form input');
  await fields.nth(0).fill('Bo');
  await fields.nth(1).fill('not the password');
  await fields.nth(2).fill('000000');
  await page.locator('form .lamp').click();
  await page.locator('form [role=alert]').waitFor();
}

async function enrol(page, code) {
  await page.locator('input[type=password]').fill('over the footbridge');
  await page.locator('input[inputmode]').fill(code);
  await page.locator('form .lamp').click();
  await page.locator('form [role=alert], ul code').first().waitFor();
}
