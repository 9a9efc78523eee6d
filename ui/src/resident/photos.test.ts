import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { DeviceCode, FailureKind } from '../lib/backend/failure';
import { hashOf } from '../lib/backend/mock/pixels';
import { MockResident } from '../lib/backend/mock/resident';
import { talkedAbout } from '../lib/backend/mock/threads';
import { goTo } from '../lib/testing/go';
import { beginReport, fileInput, openResident, photoFile } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });
const photo = (name: string) => screen.findByRole('img', { name });
const card = () => screen.findByRole('region', { name: /^Photos$|^\d photos?$/ });

describe('photos of a report', () => {
  test('are shown, described and sent with it, and their place is gone', async () => {
    const { core, user } = await beginReport('Vandalism');
    await card();
    await user.upload(fileInput(), [photoFile(1), photoFile(2)]);
    await photo('Photo 2');
    expect(screen.getAllByText('Location removed from the photo')).toHaveLength(2);
    const [first] = screen.getAllByLabelText(/What it shows/);
    if (first) await user.type(first, 'Red paint');
    await photo('Red paint');
    await user.click(await button('Send'));
    await screen.findByText('2 of 2 photos still to be sent');
    expect(core.threads[0]?.photos).toMatchObject([
      { sha256: hashOf(1), description: 'Red paint' },
      { sha256: hashOf(2) },
    ]);
  });

  test('can be removed again, and the focus does not get lost', async () => {
    const { core, user } = await beginReport('Vandalism');
    await card();
    await user.upload(fileInput(), photoFile(1));
    await user.click(await button(/Remove.*Photo 1/));
    await expect.poll(() => core.drafts_[0]?.photos).toEqual([]);
    expect(screen.queryByRole('img')).toBeNull();
    expect(document.activeElement).toBe(await button('Add a photo'));
  });

  test('are six at most', async () => {
    const { core, user } = await beginReport('Vandalism');
    await card();
    await user.upload(fileInput(), [1, 2, 3, 4, 5, 6, 7].map(photoFile));
    await photo('Photo 6');
    expect((await screen.findByRole('alert')).textContent).toContain('up to 6 photos');
    expect(screen.queryByRole('button', { name: /Add/ })).toBeNull();
    expect(core.drafts_[0]?.photos).toHaveLength(6);
  });

  test('that are still being prepared go along when Send is pressed', async () => {
    const { core, user } = await beginReport('Vandalism');
    await card();
    let prepare: () => void = () => undefined;
    const attach = core.attachPhoto;
    core.attachPhoto = async (...args) => {
      await new Promise<void>((resolve) => (prepare = resolve));
      return attach(...args);
    };
    await user.upload(fileInput(), photoFile(1));
    await screen.findAllByText('Preparing the photo…');
    await user.click(await button('Send'));
    await screen.findByText('It goes as soon as the photos are prepared.');
    expect(core.threads).toEqual([]);
    prepare();
    await screen.findByRole('heading', { name: 'Saved on this device', level: 1 });
    expect(core.threads[0]?.photos).toHaveLength(1);
  });

  test('come by being dropped anywhere on the page, or pasted', async () => {
    const { core } = await beginReport('Vandalism');
    await card();
    const drop = (name: string) =>
      Object.assign(new Event(name, { bubbles: true, cancelable: true }), {
        dataTransfer: { types: ['Files'], files: [photoFile(1)] },
      });
    const over = drop('dragover');
    document.body.dispatchEvent(over);
    expect(over.defaultPrevented).toBe(true);
    document.body.dispatchEvent(drop('drop'));
    await photo('Photo 1');
    const paste = Object.assign(new Event('paste', { bubbles: true }), {
      clipboardData: { files: [photoFile(2), new File(['words'], 'a.txt', { type: 'text/plain' })] },
    });
    document.body.dispatchEvent(paste);
    await photo('Photo 2');
    expect(core.drafts_[0]?.photos).toHaveLength(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('are not made of words that are dropped', async () => {
    const { core } = await beginReport('Vandalism');
    await card();
    const words = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { types: ['text/plain'], files: [] },
    });
    document.body.dispatchEvent(words);
    expect(words.defaultPrevented).toBe(false);
    expect(core.calls).not.toContain('attachPhoto');
  });

  test.each<[FailureKind, DeviceCode, string]>([
    ['invalid', 'photo_heic', 'HEIC'],
    ['invalid', 'photo_unreadable', 'JPEG, PNG or WebP'],
    ['invalid', 'photo_too_large', '64 megapixels'],
    ['invalid', 'photos_too_many', 'up to 6'],
    ['invalid', 'photo_twice', 'there already'],
    ['not_saved', 'disk_nearly_full', 'nearly full'],
  ])(
    'that cannot be taken (%s %s) say why, and the report is not sent behind one’s back',
    async (...what) => {
      const [kind, code, words] = what;
      const { core, user } = await beginReport('Vandalism');
      await card();
      core.refuse('attachPhoto', kind, code);
      await user.upload(fileInput(), photoFile(1));
      expect((await screen.findByRole('alert')).textContent).toContain(words);
      expect(screen.queryByRole('img')).toBeNull();
      await user.type(screen.getByLabelText(/What happened/), 'x');
      expect(screen.getByLabelText<HTMLTextAreaElement>(/What happened/).value).toBe('x');
    },
  );

  test('that were attached although no answer came are seen before they are sent', async () => {
    const { core, user } = await beginReport('Vandalism');
    await card();
    const attach = core.attachPhoto;
    core.attachPhoto = async (...args) => {
      await attach(...args);
      throw new Error('the answer was lost');
    };
    await user.upload(fileInput(), photoFile(1));
    await photo('Photo 1');
  });
});

describe('photos that another app shared', () => {
  test('lead to what they are about, and go into the report that is begun', async () => {
    const core = new MockResident();
    core.shared_ = [new Uint8Array([1]), new Uint8Array([2])];
    const { user } = await openResident('/', core);
    await screen.findByText('Your 2 photos come along. What are they about?');
    await user.click(await button('Vandalism'));
    await photo('Photo 2');
    expect(core.drafts_[0]?.photos).toHaveLength(2);
    expect(core.shared_).toEqual([]);
  });

  test('come as well while the app is open, and go into one report alone', async () => {
    const { core, user } = await openResident('/alerts');
    core.shared_ = [new Uint8Array([1])];
    document.dispatchEvent(new Event('visibilitychange'));
    await screen.findByText('Your photo comes along. What is it about?');
    await user.click(await button('Vandalism'));
    await photo('Photo 1');
    await goTo('/report');
    await button('Vandalism');
    expect(screen.queryByText(/comes along/)).toBeNull();
  });
});

describe('photos of a thread', () => {
  test('are shown small, and open large with the name of what they show', async () => {
    const core = new MockResident();
    core.threads = [talkedAbout(core)];
    const { user } = await openResident(`/reports/${core.threads[0]?.report.id}`, core);
    const region = await card();
    await within(region).findByText('1 of 3 photos still to be sent');
    await within(region).findByRole('img', { name: 'Photo 3 of 3' });
    await user.click(within(region).getByRole('button', { name: /Red paint/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Red paint on the footbridge' });
    await within(dialog).findByRole('img');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
