import { screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { MockResident } from '../lib/backend/mock/resident';
import { beginReport, fileInput, openResident, photoFile } from './testing';

const APPEARANCE_ONLY = 'The lamp is out. Two Asian men near it.';

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const heading = (name: string) => screen.findByRole('heading', { name });
const field = () => screen.findByLabelText<HTMLTextAreaElement>(/What happened/);
const prompt = () => screen.findByRole('group', { name: 'What did the person do?' });

async function noted(note: string) {
  const opened = await beginReport('Vandalism');
  await opened.user.type(await field(), note);
  return opened;
}

describe('a note that tells how somebody looks, and not what they did', () => {
  test('is asked about when it is left', async () => {
    const { user } = await noted(APPEARANCE_ONLY);
    expect(screen.queryByText(/Asian men” tells/)).toBeNull();
    await user.tab();
    expect((await prompt()).textContent).toContain('“Asian men”');
  });

  test('is not sent, and what is asked is read next', async () => {
    const { core, user } = await noted(APPEARANCE_ONLY);
    await user.click(await button('Send'));
    const asked = await prompt();
    await expect.poll(() => document.activeElement).toBe(asked);
    expect(core.calls).not.toContain('submitDraft');
    expect((await field()).value).toBe(APPEARANCE_ONLY);
  });

  test('goes once it tells what they did', async () => {
    const { core, user } = await noted(APPEARANCE_ONLY);
    await user.click(await button('Send'));
    await user.click(await button('Add what they did'));
    expect(document.activeElement).toBe(await field());
    await user.type(await field(), ' They broke a window.');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.note).toBe(`${APPEARANCE_ONLY} They broke a window.`);
  });

  test('goes without the description, with one tap', async () => {
    const { core, user } = await noted(APPEARANCE_ONLY);
    await user.click(await button('Send'));
    await user.click(await button('Take it out and send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.note).toBe('The lamp is out.');
  });

  test('can be withdrawn with the whole report', async () => {
    const { core, user } = await noted(APPEARANCE_ONLY);
    await user.click(await button('Send'));
    await user.click(await button('Do not send this report'));
    await user.click(await button('Discard'));
    await expect.poll(() => core.drafts_).toEqual([]);
    expect(core.threads).toEqual([]);
  });

  test('is stopped by the core, where the screen got no answer', async () => {
    const { core, user } = await noted(APPEARANCE_ONLY);
    core.fail('reviewNote', 'internal');
    await user.click(await button('Send'));
    expect((await screen.findByRole('alert')).textContent).toContain('how somebody looks');
    expect(core.threads).toEqual([]);
  });
});

test('few details are asked for, and stop nothing', async () => {
  const { core, user } = await noted('A black man broke the window.');
  await user.tab();
  await screen.findByText(/wore or carried/);
  await user.click(await button('Send'));
  await heading('Saved on this device');
  expect(core.threads).toHaveLength(1);
});

test('a message that tells only how somebody looks is asked about once, and goes if it is sent again', async () => {
  const core = new MockResident();
  const about = { category: 'vandalism', behaviours: [], place: {}, practice: false } as const;
  core.threads = [core.threadOf({ ...about, behaviours: [] }, { delivery: 'received', status: 'received' })];
  const { user } = await openResident(`/reports/${core.threads[0]?.report.id}`, core);
  await user.type(await screen.findByLabelText('Write to the patrol'), APPEARANCE_ONLY);
  const send = screen.getByRole('button', { name: 'Send' });
  await user.click(send);
  expect((await screen.findByRole('alert')).textContent).toContain('how somebody looks');
  expect(core.calls).not.toContain('reply');
  await user.click(send);
  await expect.poll(() => core.calls).toContain('reply');
});

describe('what is said of a photo or a place', () => {
  test.each(['photos.0.description', 'place.words'])(
    'is refused beside the field (%s), with a way out',
    async (field) => {
      const { core, user } = await beginReport('Vandalism');
      await user.upload(fileInput(), photoFile(1));
      await screen.findByRole('img', { name: 'Photo 1' });
      core.refuse('submitDraft', 'invalid', 'appearance_only', field);
      await user.click(await button('Send'));
      const said = await screen.findByRole('alert');
      expect(said.textContent).toContain('not what they did');
      expect(said.textContent).toContain('leave it out here');
      expect(said.closest('li')?.textContent).toContain(field.startsWith('photos') ? 'Photo 1' : 'Place');
      core.mend('submitDraft');
      await user.click(await button('Send'));
      await heading('Saved on this device');
    },
  );
});
