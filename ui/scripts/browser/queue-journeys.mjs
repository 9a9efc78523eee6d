// What people do with the desk's list of reports, on the built page and with the keyboard alone.
import { openDesk } from './open.mjs';
import { Patrol } from './patrol.mjs';
import { fill } from './triage-screens.mjs';

const DESK = { scheme: 'light', language: 'en', viewport: { width: 1210, height: 760 } };

function must(holds, what) {
  if (!holds) throw new Error(what);
}

const focused = (page) =>
  page.evaluate(() => document.activeElement?.closest('[data-key]')?.getAttribute('data-key') ?? null);

/** From the list into a report, back to the same row, on to the search, and to the help and out of it. */
async function queueByKeyboard({ browser, server, newDesk }) {
  const desk = newDesk();
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), '/');
  await page.locator('[data-key]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await focused(page);
  must(second === desk.reports_[1].summary.id, `j twice led to ${second}`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Vandalism, Mill Street' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Choose a report' }).waitFor();
  must((await focused(page)) === second, 'the focus did not come back to its row');
  await page.keyboard.press('x');
  await page.getByText('1 report selected').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('elm');
  await page.waitForURL(/words=elm/);
  await page.locator('[data-key]').nth(1).waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.hash.includes('words'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.goBack();
  await page.waitForURL(/words=elm/);
  await close();
}

/** The row with the focus is scrolled far out of sight, others come and go, and j goes on from it. */
async function focusStays({ browser, server, newDesk }) {
  const desk = newDesk();
  fill(desk);
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), '/');
  await page.locator('[data-key]').first().waitFor();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('j');
  const here = await focused(page);
  const queue = page.locator('.queue');
  const scroll = (to) => queue.evaluate((element, to) => element.scrollTo(0, to), to);
  await scroll(9_000);
  await page.locator('[aria-posinset="140"]').waitFor();
  must((await focused(page)) === here, 'the focus got lost while the list scrolled');
  server.tell('report', { report_id: here, revision: 2 });
  await page.keyboard.press('j');
  must((await focused(page)) === desk.reports_[4].summary.id, 'j did not go on from the row');
  const drawn = await page.locator('[data-key]').count();
  must(drawn < 80, `${drawn} rows are drawn`);
  await close();
}

/** Several at once: one is refused, and says why; what was done is undone. */
async function bulkAndBack({ browser, server, newDesk }) {
  const desk = newDesk();
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), '/');
  const boxes = page.locator('[data-key] input');
  await boxes.nth(1).click();
  await boxes.nth(3).click();
  // Seen by nobody yet, since no news came of it: a colleague has taken one of them.
  desk.reports_[3].summary.assignee = { id: 'somebody', name: 'Eve' };
  await page.getByRole('region', { name: 'Selected reports' }).getByText('Take charge').click();
  await page.getByText('1 report was changed.').waitFor();
  await page.getByText('AQ-7148K').last().waitFor();
  must(desk.reports_[1].summary.assignee?.name === 'Bo', 'the first was not taken');
  must(desk.reports_[3].summary.assignee?.name === 'Eve', 'the colleague was overruled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' });
  must(desk.reports_[1].summary.assignee === undefined, 'it was not given back');
  await close();
}

/** What was begun for one report is there again after a look at another one. */
async function draftsStay({ browser, server, newDesk }) {
  const desk = newDesk();
  const [, talkedAbout, , other] = desk.reports_;
  const path = `/reports/${talkedAbout.summary.id}`;
  const { page, close } = await openDesk(browser, server.origin, DESK, new Patrol(desk), path);
  await page.getByLabel('Write to the resident').fill('We are looking into it');
  await page.getByLabel('Note for staff').fill('Ask Eve');
  await page.locator(`[data-key="${other.summary.id}"] a`).click();
  await page.getByRole('heading', { name: /Elm Lane/ }).waitFor();
  must((await page.getByLabel('Note for staff').inputValue()) === '', 'a note went along to another report');
  await page.goBack();
  await page.getByRole('heading', { name: /Mill Street/ }).waitFor();
  const said = await page.getByLabel('Write to the resident').inputValue();
  must(said === 'We are looking into it', `the draft says ${JSON.stringify(said)}`);
  await page.getByRole('button', { name: 'Keep note' }).click();
  await page.locator('.notes').getByText('Ask Eve').waitFor();
  must(!talkedAbout.thread.some((entry) => entry.text === 'Ask Eve'), 'the note went to the resident');
  await close();
}

export const queueJourneys = { queueByKeyboard, focusStays, bulkAndBack, draftsStay };
