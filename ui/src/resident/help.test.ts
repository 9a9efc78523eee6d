import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { strings } from '../lib/i18n/strings.svelte';
import { goTo } from '../lib/testing/go';
import { beginReport, openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const heading = (name: RegExp | string, level = 1) => screen.findByRole('heading', { name, level });
const noteField = async () => (await screen.findByLabelText(/What happened/)) as HTMLTextAreaElement;

test('the directory begins with whom to call, and can be called', async () => {
  await openResident('/help');
  await heading('Safe at Home', 3);
  const numbers = screen.getAllByRole('link', { name: /^Call/ }).map((link) => link.getAttribute('href'));
  expect(numbers).toEqual(['tel:116123', 'tel:112', 'tel:5550117', 'tel:5550188']);
});

test('one tap leaves for a harmless screen, and Back does not lead here again', async () => {
  await goTo('/');
  const { user } = await openResident('/help');
  const steps = history.length;
  await user.click(await button('Leave now'));
  await heading('Community');
  expect(history.length).toBe(steps);
  expect(location.hash).toBe('#/community');
});

test('an area that lists nobody still has its numbers', async () => {
  const core = new MockResident();
  core.area_ = { ...core.area_, helpers: [] };
  await openResident('/help', core);
  await screen.findByText('Nobody is listed yet');
  await screen.findByRole('link', { name: 'Call 116 123' });
});

test('a worry shows the crisis line first, and its answers go along as words that can be changed', async () => {
  const { user, core } = await beginReport('Worried about someone');
  const first = (await screen.findAllByRole('link', { name: /^Call/ }))[0];
  expect(first?.getAttribute('href')).toBe('tel:116123');
  expect(screen.queryByText(/Call first/)).toBeNull();
  await user.click(await screen.findByLabelText('Somebody else'));
  await user.click(await screen.findByLabelText('Yes, now'));
  const alert = await screen.findByRole('alert');
  within(alert).getByRole('link', { name: 'Call 112' });
  await user.click(await button('Continue'));
  expect((await noteField()).value).toBe('At risk: somebody else.\nIt is happening now.');
  await user.click(await button('Send'));
  await heading('Saved on this device');
  expect(core.threads).toHaveLength(1);
});

test('whoever wants to practise begins a practice report', async () => {
  const { user } = await openResident('/report?practice=yes');
  await screen.findByText('Just practising.');
  await user.click(await button('Vandalism'));
  expect(((await screen.findByLabelText(/Just practising/)) as HTMLInputElement).checked).toBe(true);
  await button('Send as practice');
});

test('all data are erased after one question, and what follows at the patrol is said', async () => {
  const core = new MockResident();
  core.settings_.language = 'es';
  await strings.use('en');
  const { user } = await openResident('/settings', core);
  await user.click(await button('Erase everything'));
  expect(core.calls).not.toContain('eraseEverything');
  await user.click(await button('Erase everything'));
  await screen.findAllByText(/What is at the patrol follows/);
  expect(core.calls).toContain('eraseEverything');
});

test('what could not be erased is said, and can be tried again', async () => {
  const core = new MockResident();
  core.fail('eraseEverything', 'not_saved');
  const { user } = await openResident('/settings', core);
  await user.click(await button('Erase everything'));
  await user.click(await button('Erase everything'));
  await button('Try again');
});

test('the welcome says whether the patrol was reached, and begins', async () => {
  const { user } = await openResident('/welcome');
  await screen.findByText('Connected: Alder Quay');
  await user.click(await button('Begin'));
  expect(location.hash).toBe('#/');
  expect(localStorage.getItem('lamplight-welcomed')).not.toBeNull();
});
