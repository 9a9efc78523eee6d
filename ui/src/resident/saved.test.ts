import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { beginReport, fileInput, openResident, photoFile } from './testing';

const draft = {
  category: 'vandalism',
  behaviours: [],
  place: { words: 'Elm Lane' },
  practice: false,
} as const;
const button = (name: RegExp | string) => screen.findByRole('button', { name });
const heading = (name: RegExp | string) => screen.findByRole('heading', { name, level: 1 });

/** What a reader of screens heard last. */
const announced = () => [...document.querySelectorAll('.visually-hidden[role=status]')].at(-1)?.textContent;

/** The app with one report just saved. */
async function openSaved(change: (core: MockResident) => void = () => undefined) {
  const core = new MockResident();
  core.threads = [core.threadOf({ ...draft, behaviours: [] })];
  change(core);
  const opened = await openResident(`/saved/${core.threads[0]?.report.id}`, core);
  return { ...opened, report: core.threads[0]?.report };
}

test('the states are told as they come, and the reader of screens hears them', async () => {
  const { core } = await openSaved();
  await heading('Saved on this device');
  Object.assign(core.threads[0]?.report ?? {}, {
    delivery: 'received',
    reference: 'AQ-7K2M9',
    status: 'received',
  });
  core.tell('reports');
  await heading('Received by the patrol');
  Object.assign(core.threads[0]?.report ?? {}, { delivery: 'seen', status: 'seen' });
  core.tell('reports');
  await heading('Seen by a person');
  await expect.poll(() => announced()).toBe('Seen by a person');
});

test.each([
  ['Undo', 'Undone. Nothing was sent.'],
  ['Edit', 'Not sent yet: change what you like.'],
])('%s brings the report back into the form with everything in it', async (name, words) => {
  const { core, user } = await beginReport('Vandalism');
  await user.type(await screen.findByLabelText(/What happened/), 'Fresh paint');
  await user.upload(fileInput(), photoFile(7));
  await screen.findByRole('img', { name: 'Photo 1' });
  await user.click(await button('Send'));
  await screen.findByText('1 of 1 photo still to be sent');
  await user.click(await button(new RegExp(name)));
  await heading('Vandalism');
  expect(screen.getByLabelText<HTMLTextAreaElement>(/What happened/).value).toBe('Fresh paint');
  await screen.findByRole('img', { name: 'Photo 1' });
  await expect.poll(() => announced()).toBe(words);
  expect(core.threads).toEqual([]);
});

test('an undo that comes too late says what can still be done', async () => {
  const { core, user } = await openSaved();
  const undo = await button(/Undo/);
  if (core.threads[0]) core.threads[0].report.undo_until = new Date(0).toISOString();
  await user.click(undo);
  expect((await screen.findByRole('alert')).textContent).toContain('withdraw');
});

test('there is no undo for what has gone', async () => {
  await openSaved((core) =>
    Object.assign(core.threads[0]?.report ?? {}, { delivery: 'received', undo_until: null }),
  );
  await heading('Received by the patrol');
  expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
});

test('an urgent report that does not arrive says to call', async () => {
  await openSaved((core) => Object.assign(core.threads[0]?.report ?? {}, { call_instead: true }));
  expect((await screen.findByRole('alert')).textContent).toContain('Not received yet — call');
  expect((await screen.findByRole('link', { name: 'Call 112' })).getAttribute('href')).toBe('tel:112');
});

test('the receipt is shown in four groups of five and can be copied', async () => {
  const { user } = await openSaved();
  await screen.findByText('7K2M9-QXW4E-5RTY6-PAS8D');
  screen.getByText('Write it down to follow this report on another device.');
  await user.click(await button(/Copy/));
  expect(await navigator.clipboard.readText()).toBe('7K2M9-QXW4E-5RTY6-PAS8D');
});

test('a report that is no longer here leads to those that are', async () => {
  await openResident('/saved/00000000-0000-4000-8000-000000000000');
  expect((await screen.findByRole('link', { name: 'See my reports' })).getAttribute('href')).toBe(
    '#/reports',
  );
});
