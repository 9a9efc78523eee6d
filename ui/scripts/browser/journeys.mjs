// What people do, from beginning to end, on the built pages. Each journey throws when it does not arrive.
import { openDesk, openResident } from './open.mjs';
import { Patrol } from './patrol.mjs';

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
  await tap(page.getByRole('link', { name: 'Vandalism' }));
  await page.getByText('Mill Street, by the footbridge').waitFor();
  await tap(page.getByRole('button', { name: 'Send' }));
  await arrived(page, 'Saved on this device');
  must(taps === 3, `it took ${taps} taps`);
  must(core.threads.length === 1, `${core.threads.length} reports were saved`);
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

export const journeys = { threeTaps, keyboardOnly, alertAppears, reportComesIn };
