import { screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Category, ReportedNear } from '../lib/backend/generated/types';
import { MockResident } from '../lib/backend/mock/resident';
import { goTo } from '../lib/testing/go';
import { kept, stepped } from './place/steps';
import { beginReport } from './testing';

const button = (name: RegExp | string) => screen.findByRole('button', { name });

async function choosePlace(core = new MockResident()) {
  const opened = await beginReport('Vandalism', core);
  await screen.findByText('Mill Street, by the footbridge');
  await goTo(`/drafts/${core.drafts_[0]?.id}/place`);
  await screen.findByRole('heading', { name: 'Where is it?', level: 1 });
  return opened;
}

/** A device that answers with this, where it is asked. */
function deviceWith(getCurrentPosition: Geolocation['getCurrentPosition']) {
  vi.stubGlobal('navigator', { ...navigator, languages: ['en'], geolocation: { getCurrentPosition } });
}

afterEach(() => vi.unstubAllGlobals());

const placeOf = (core: MockResident) => core.drafts_[0]?.report.place;

describe('a place', () => {
  test('is taken from the list with its pin, and sent with both', async () => {
    const { core, user } = await choosePlace();
    await user.type(await screen.findByLabelText(/A street, a landmark/), 'quay st');
    await user.click(await button('Quay steps'));
    await expect
      .poll(() => placeOf(core))
      .toEqual({
        words: 'Quay steps',
        point: { lat: 60.0062, lon: -0.0031 },
      });
  });

  test('can be what was typed, where nothing has that name', async () => {
    const { core, user } = await choosePlace();
    await user.type(await screen.findByLabelText(/A street, a landmark/), 'behind the kiosk');
    await screen.findByText(/Nothing has this name/);
    await user.click(await button(/behind the kiosk/));
    await expect.poll(() => placeOf(core)).toEqual({ words: 'behind the kiosk' });
  });

  test('is moved by buttons, and named by the street that is then nearest', async () => {
    const { core, user } = await choosePlace();
    await user.click(await button('Old Town library'));
    await user.click(await button('North'));
    const point = stepped({ lat: 60.0128, lon: 0.0124 }, 'north');
    await expect.poll(() => placeOf(core)).toEqual({ words: 'Elm Lane, near Mill Street', point });
  });

  test('outside the area is said before anything is sent', async () => {
    const core = new MockResident();
    core.located_ = { ...core.located_, inside: false };
    const { user } = await choosePlace(core);
    await user.click(await button('Old Town library'));
    await screen.findByText('This is outside Alder Quay. The patrol there cannot help.');
    await goTo(`/drafts/${core.drafts_[0]?.id}`);
    await screen.findByText('This is outside Alder Quay. The patrol there cannot help.');
  });
});

describe('what was reported near a place', () => {
  const near = (category: Category): ReportedNear => ({
    category,
    reports_at_least: 10,
    month: '2026-10-01T00:00:00.000Z',
  });

  async function reviewWith(reported: ReportedNear[]) {
    const core = new MockResident();
    core.located_ = { ...core.located_, reported };
    const opened = await choosePlace(core);
    await opened.user.click(await button('Old Town library'));
    await goTo(`/drafts/${core.drafts_[0]?.id}`);
    await screen.findByText('Old Town library');
    return opened;
  }

  test('is told in a sentence and stops nothing', async () => {
    const { core, user } = await reviewWith([near('vehicle'), near('vandalism')]);
    await screen.findByText(
      /Neighbours have reported things like this near here: at least 10 times \(October 2026\)/,
    );
    screen.getByText(/Yours is welcome all the same/);
    await user.click(await button('Send'));
    await screen.findByRole('heading', { name: 'Saved on this device' });
    expect(core.threads[0]?.report.category).toBe('vandalism');
  });

  test('is not told where it was something else', async () => {
    await reviewWith([near('vehicle')]);
    expect(screen.queryByText(/Neighbours have reported/)).toBeNull();
  });
});

describe('where the device is', () => {
  const answer = (accuracy: number) =>
    deviceWith((told) =>
      told({
        coords: { latitude: 60.014501, longitude: 0.013902, accuracy },
        timestamp: 1,
      } as unknown as GeolocationPosition),
    );

  test('becomes words, with how exactly it is known', async () => {
    const { core, user } = await choosePlace();
    answer(12);
    await user.click(await button('Where I am now'));
    await screen.findByText('Found to about 12 m');
    const point = kept({ lat: 60.014501, lon: 0.013902 });
    await expect.poll(() => placeOf(core)).toEqual({ words: 'Elm Lane, near Mill Street', point });
  });

  test('known only coarsely asks for the pin to be moved', async () => {
    const { user } = await choosePlace();
    answer(1_800);
    await user.click(await button('Where I am now'));
    await screen.findByText(/Found only to about 1,800 m/);
  });

  test('that may not be asked leaves the list', async () => {
    const { core, user } = await choosePlace();
    deviceWith((_, failed) => failed?.({ code: 1 } as GeolocationPositionError));
    await user.click(await button('Where I am now'));
    await screen.findByText(/may not ask this device/);
    expect(core.calls).not.toContain('locate');
    expect(screen.getAllByText('Mill Street, by the footbridge')).toHaveLength(2);
  });
});
