// What people do, from beginning to end, on the built pages. Each journey throws when it does not arrive.
import { openDesk, openResident } from './open.mjs';
import { Patrol } from './patrol.mjs';
import { patrolJourneys } from './patrol-journeys.mjs';
import { queueJourneys } from './queue-journeys.mjs';

const LOOK = { scheme: 'light', language: 'en', viewport: { width: 390, height: 844 } };
const DESK = { ...LOOK, viewport: { width: 1210, height: 760 } };

function must(holds, what) {
  if (!holds) throw new Error(what);
}

const arrived = (page, heading) => page.getByRole('heading', { name: heading, level: 1 }).waitFor();

/** A report with nothing typed, counted tap by tap. */
async function threeTaps({ browser, server, newCore }) {
  const core = newCore();
  const { page, close } = await openResident(browser, server.origin, LOOK, core, '/');
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.click();
  };
  await tap(page.getByRole('link', { name: 'Report', exact: true }));
  await tap(page.getByRole('button', { name: 'Vandalism' }));
  await page.getByText('Mill Street, by the footbridge').waitFor();
  await tap(page.getByRole('button', { name: 'Send' }));
  await arrived(page, 'Saved on this device');
  must(taps === 3, `it took ${taps} taps`);
  must(core.threads.length === 1, `${core.threads.length} reports were saved`);
  await close();
}

/** A photo adds two taps: the button, and the picture in the system's own list. */
async function withPhoto({ browser, server, newCore }) {
  const core = newCore();
  const { page, close } = await openResident(browser, server.origin, LOOK, core, '/');
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await page.getByRole('button', { name: 'Vandalism' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a photo' }).click();
  await (await chooser).setFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([1]) });
  await page.getByRole('img', { name: 'Photo 1' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await arrived(page, 'Saved on this device');
  must(core.threads[0]?.photos.length === 1, 'the photo did not go along');
  await close();
}

/** The window is gone in the middle of a sentence; the next one goes on where it was. */
async function draftSurvives({ browser, server, newCore }) {
  const core = newCore();
  const first = await openResident(browser, server.origin, LOOK, core, '/report');
  await first.page.getByRole('button', { name: 'Vandalism' }).click();
  await first.page.getByLabel('What happened').fill('Fresh paint');
  await first.page.waitForTimeout(500);
  await first.close();
  const second = await openResident(browser, server.origin, LOOK, core, '/');
  await second.page.getByRole('link', { name: /Continue your report/ }).click();
  await arrived(second.page, 'Vandalism');
  const note = await second.page.getByLabel('What happened').inputValue();
  must(note === 'Fresh paint', `the draft says ${JSON.stringify(note)}`);
  await second.close();
}

/** A photo of a thread opens large and closes with Escape, and the focus is where it was. */
async function photoByKeyboard({ browser, server, newCore, threads }) {
  const core = newCore();
  core.threads = [threads.talkedAbout(core)];
  const path = `/reports/${core.threads[0].report.id}`;
  const { page, close } = await openResident(browser, server.origin, LOOK, core, path);
  const small = page.getByRole('button', { name: /Red paint/ });
  await small.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Red paint on the footbridge' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  must(await small.evaluate((button) => button === document.activeElement), 'the focus got lost');
  await arrived(page, 'Mill Street, by the footbridge');
  await close();
}

/** Presses Tab until what is named has the focus. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 40; presses += 1) {
    const here = await page.evaluate(
      () => document.activeElement?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
    );
    if (here === name || here.endsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}`);
}

/** The same without a pointer, and back with Escape. */
async function keyboardOnly({ browser, server, newCore }) {
  const core = newCore();
  const { page, close } = await openResident(browser, server.origin, LOOK, core, '/');
  await tabTo(page, 'Report');
  await page.keyboard.press('Enter');
  await arrived(page, 'What is it?');
  await page.keyboard.press('Escape');
  await arrived(page, /^Good/);
  await tabTo(page, 'Report');
  await page.keyboard.press('Enter');
  await arrived(page, 'What is it?');
  await tabTo(page, 'Suspicious activity');
  await page.keyboard.press('Enter');
  await arrived(page, 'What did they do?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo(page, 'Continue');
  await page.keyboard.press('Enter');
  await arrived(page, 'Suspicious activity');
  await tabTo(page, 'Send');
  await page.keyboard.press('Enter');
  await arrived(page, 'Saved on this device');
  must(core.threads[0]?.behaviours.length === 1, 'the behaviour was not kept');
  await close();
}

/** News of the core appear without anybody doing anything. */
async function alertAppears({ browser, server, newCore }) {
  const core = newCore();
  const alerts = core.alerts_;
  core.alerts_ = [];
  const { page, close } = await openResident(browser, server.origin, LOOK, core, '/');
  await page.getByText('All quiet').waitFor();
  core.alerts_ = alerts;
  core.tell('alerts');
  await page.getByText('Gas smell near Mill Street').waitFor();
  await close();
}

/** An answer to an event is shown by what the core tells after it, and so is each change of it. */
async function answersEvent({ browser, server, newCore }) {
  const core = newCore();
  const { page, close } = await openResident(browser, server.origin, LOOK, core, '/community');
  await page.getByRole('link', { name: /Walk the waterfront/ }).click();
  await page.getByRole('button', { name: 'I am coming' }).click();
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'One person more' }).click();
  await page.getByText('2 people', { exact: true }).waitFor();
  must(core.events_[0].answer?.people === 2, 'the core was told something else');
  await page.getByRole('button', { name: 'I cannot come' }).click();
  await page.getByRole('group', { name: 'How many of you come' }).waitFor({ state: 'detached' });
  await close();
}

/** A report that comes in is counted above the list, which does not move. */
async function reportComesIn({ browser, server, newDesk }) {
  const desk = newDesk();
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), '/');
  const first = page.locator('.list li').first();
  await page.getByText('Live', { exact: true }).waitFor();
  const before = await first.boundingBox();
  const [like] = desk.reports_;
  const summary = {
    ...like.summary,
    id: like.summary.id.replace(/.$/, 'f'),
    received_at: new Date(desk.nowMs()).toISOString(),
  };
  desk.reports_ = [{ ...like, summary: { ...summary, place_words: 'New street' } }, ...desk.reports_];
  server.tell('report', { report_id: summary.id, revision: 1 });
  await page.getByText('1 new report · show').click();
  await page.getByText('New street').waitFor();
  must(before !== null, 'the list was drawn');
  await close();
}

/** Whoever closes a report that a colleague changed meanwhile is told, and decides again. */
async function colleagueWasFaster({ browser, server, newDesk }) {
  const desk = newDesk();
  const { summary } = desk.reports_[1];
  const path = `/reports/${summary.id}`;
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), path);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const form = page.getByRole('form', { name: 'Close' });
  await form.getByLabel('Tell the resident').fill('Nothing was found.');
  Object.assign(summary, { status: 'assigned', revision: summary.revision + 1 });
  server.tell('report', { report_id: summary.id, revision: summary.revision });
  await page.locator('.queue').getByText('In charge').waitFor();
  await form.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('alert').getByText('Somebody else changed it').waitFor();
  must(summary.status === 'assigned', 'the change of the colleague was overwritten');
  await form.getByRole('button', { name: 'Close' }).click();
  await form.waitFor({ state: 'hidden' });
  must(summary.status === 'closed', 'the second answer did not count');
  await close();
}

export const journeys = {
  threeTaps,
  withPhoto,
  draftSurvives,
  photoByKeyboard,
  keyboardOnly,
  alertAppears,
  answersEvent,
  reportComesIn,
  colleagueWasFaster,
  ...patrolJourneys,
  ...queueJourneys,
};
