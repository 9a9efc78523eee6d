import { screen, within } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import type { ReportDraft } from '../lib/backend/generated/types';
import { MockResident } from '../lib/backend/mock/resident';
import { goTo } from '../lib/testing/go';
import { TAKE_BACK_MS } from './drafts/discards.svelte';
import { beginReport, openResident } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const link = (name: RegExp | string) => screen.findByRole('link', { name });
const heading = (name: RegExp | string) => screen.findByRole('heading', { name, level: 1 });
const note = () => screen.findByLabelText<HTMLTextAreaElement>(/What happened/);

const about = (category: ReportDraft['category'], more: Partial<ReportDraft> = {}): ReportDraft => ({
  category,
  behaviours: [],
  place: {},
  practice: false,
  ...more,
});

function coreWith(...reports: ReportDraft[]): MockResident {
  const core = new MockResident();
  core.drafts_ = reports.map((report) => core.draftOf(report));
  return core;
}

describe('what is filled in', () => {
  test('is kept within half a second, without anything being pressed', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.type(await note(), 'Fresh paint');
    await expect.poll(() => core.drafts_[0]?.report.note, { timeout: 500 }).toBe('Fresh paint');
    expect(core.drafts_[0]?.report.place.words).toBe('Mill Street, by the footbridge');
  });

  test('is kept at once when the window is left', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.type(await note(), 'Fresh');
    dispatchEvent(new Event('pagehide'));
    await expect.poll(() => core.drafts_[0]?.report.note, { timeout: 200 }).toBe('Fresh');
  });

  test('is kept at once when the screen is left, and is all there on coming back', async () => {
    const { user } = await beginReport('Vandalism');
    await user.type(await note(), 'Fresh paint');
    await user.click(await button(/Edit.*Who sees/));
    await user.click(screen.getByLabelText('Leave my name with the patrol'));
    await user.type(screen.getByLabelText('Name'), 'Ana');
    await goTo('/');
    // What was said a moment ago is already told.
    await user.click(await link(/Continue your report.*Mill Street, by the footbridge/));
    expect((await note()).value).toBe('Fresh paint');
    screen.getByText('The patrol: Ana');
  });

  test('is there when the app was ended without a word and started again', async () => {
    const first = await beginReport('Vandalism');
    await first.user.type(await note(), 'Fresh paint');
    await expect.poll(() => first.core.drafts_[0]?.report.note).toBe('Fresh paint');
    first.unmount();
    await openResident(`/drafts/${first.core.drafts_[0]?.id}`, first.core);
    expect((await note()).value).toBe('Fresh paint');
  });

  test('goes with the report, also when it was typed a moment before Send', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.type(await note(), 'Fresh paint{Shift}');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.note).toBe('Fresh paint');
    expect(core.drafts_).toEqual([]);
  });

  test('stays on the screen when the device is full, and nothing is sent half', async () => {
    const { core, user } = await beginReport('Vandalism');
    core.fail('saveDraft', 'not_saved');
    await user.type(await note(), 'Fresh paint');
    expect((await screen.findByRole('alert')).textContent).toContain('Free some space');
    await user.click(await button('Send'));
    expect((await note()).value).toBe('Fresh paint');
    expect(core.calls).not.toContain('submitDraft');
    // Elsewhere and back: what could not be kept is still in hand.
    await goTo('/');
    await goTo(`/drafts/${core.drafts_[0]?.id}`);
    expect((await note()).value).toBe('Fresh paint');
    core.mend('saveDraft');
    await user.click(await button('Send'));
    await heading('Saved on this device');
    expect(core.threads[0]?.note).toBe('Fresh paint');
  });
});

describe('a report that was begun', () => {
  test('and in which nothing was said leaves nothing behind', async () => {
    const { core } = await beginReport('Vandalism');
    await heading('Vandalism');
    await goTo('/');
    await expect.poll(() => core.drafts_).toEqual([]);
    expect(screen.queryByText('Continue your report')).toBeNull();
  });

  test('and undone stays, whatever it says', async () => {
    const { core, user } = await beginReport('Vandalism');
    await user.click(await button('Send'));
    await user.click(await button(/Undo/));
    await heading('Vandalism');
    await goTo('/');
    await link(/Continue your report/);
    expect(core.drafts_).toHaveLength(1);
  });

  test('can be discarded from its form, after a question', async () => {
    const core = coreWith(about('vehicle', { note: 'A blue van' }));
    const { user } = await openResident(`/drafts/${core.drafts_[0]?.id}`, core);
    await user.click(await button('Discard this report'));
    expect(core.drafts_).toHaveLength(1);
    await user.click(await button('Discard'));
    await heading(/^Good/);
    expect(core.drafts_).toEqual([]);
  });

  test('that is no longer there leads back', async () => {
    await openResident('/drafts/00000000-0000-4000-8000-000000000000');
    await screen.findByText('This draft is not here');
  });
});

describe('several reports begun', () => {
  const open = async () => {
    const core = coreWith(about('vehicle', { note: 'A blue van' }), about('lost_found'));
    const opened = await openResident('/', core);
    await opened.user.click(await link(/2 reports begun/));
    const first = (await link(/A blue van/)).closest('li');
    if (!first) throw new Error('there is a list');
    return { ...opened, first };
  };

  test('are listed with what they say', async () => {
    const { first } = await open();
    within(first).getByText('A blue van');
    screen.getByText('Lost or found');
  });

  test('can be discarded, and taken back for a while', async () => {
    const { core, user, first } = await open();
    await user.click(within(first).getByRole('button', { name: /Discard/ }));
    const undo = await button('Undo');
    expect(document.activeElement).toBe(undo);
    await user.click(undo);
    within(first).getByText('A blue van');
    expect(core.calls).not.toContain('discardDraft');
  });

  test('are discarded for good when the list is left', async () => {
    const { core, user, first } = await open();
    await user.click(within(first).getByRole('button', { name: /Discard/ }));
    await button('Undo');
    expect(core.drafts_).toHaveLength(2);
    await goTo('/');
    await expect.poll(() => core.drafts_.map(({ report }) => report.category)).toEqual(['lost_found']);
  });

  test('are discarded for good after a while', async () => {
    vi.useFakeTimers();
    const { Discards } = await import('./drafts/discards.svelte');
    const gone: string[] = [];
    const discards = new Discards(async (id) => void gone.push(id));
    discards.add('a');
    discards.add('b');
    discards.takeBack('b');
    await vi.advanceTimersByTimeAsync(TAKE_BACK_MS);
    expect(gone).toEqual(['a']);
  });

  test('one that could not be discarded is back, and says why', async () => {
    const { Discards } = await import('./drafts/discards.svelte');
    const discards = new Discards(() => Promise.reject(new Error('no room')));
    discards.add('a');
    await discards.finish();
    expect(discards.has('a')).toBe(false);
    expect(discards.failure?.kind).toBe('internal');
  });
});
