// The desk's list of reports and a single report, in every state that they can show.
import { id } from './states.mjs';
import { press } from './words.mjs';

const ROWS = '[data-key]';

/** Presses what opens a form, once the list is there. */
const open = (key) => async (page) => {
  await page.locator(ROWS).first().waitFor({ state: 'attached' });
  await press(page, key);
};

const MANY = 10_000;

/** A list that nobody scrolls to its end by hand. */
export function fill(desk) {
  const [like] = desk.reports_;
  desk.reports_ = Array.from({ length: MANY }, (_, place) => {
    const number = `${place}`.padStart(12, '0');
    const summary = { ...like.summary, id: `00000000-0000-4000-8000-${number}`, reference: `AQ-${place}` };
    return { ...like, summary };
  });
}

export const triageScreens = [
  { name: 'triage', path: '/' },
  { name: 'triage-many', path: '/', set: fill, act: (page) => page.locator(ROWS).nth(8).waitFor() },
  { name: 'triage-filter', path: '/', act: (page) => press(page, 'filter-button') },
  { name: 'triage-filtered', path: '/reports?status=all&category=vandalism&age=24&words=paint' },
  { name: 'triage-unread', path: '/reports?unread=1&order=due' },
  { name: 'triage-no-match', path: '/reports?words=lighthouse%20keeper' },
  { name: 'triage-empty', path: '/', set: (desk) => (desk.reports_ = []) },
  { name: 'triage-error', path: '/', set: (desk) => desk.fail('reports', 'internal') },
  { name: 'triage-selected', path: '/', act: select },
  {
    name: 'triage-bulk-close',
    path: '/',
    act: async (page) => {
      await select(page);
      await press(page, 'act-close');
      await page.locator('.bulk form').waitFor();
    },
  },
  {
    name: 'triage-bulk-initiative',
    path: '/',
    act: async (page) => {
      await select(page);
      await press(page, 'act-initiative');
      await page.locator('.bulk form').waitFor();
    },
  },
  {
    name: 'triage-bulk-outcome',
    path: '/',
    act: async (page) => {
      await select(page);
      await press(page, 'act-take');
      await page.locator('.bulk .wrong').waitFor();
    },
    set: refuseOne,
  },
  { name: 'triage-keys', path: '/', act: (page) => page.keyboard.press('?') },
  { name: 'stream-lost', path: '/', streamLost: true, wait: '.bar' },
  { name: 'report', path: `/reports/${id(2)}` },
  {
    name: 'report-photo',
    path: `/reports/${id(2)}`,
    act: (page) => page.locator('li button:has(img)').first().click(),
  },
  { name: 'report-ended', path: `/reports/${id(7)}` },
  { name: 'report-new', path: `/reports/${id(1)}` },
  { name: 'report-referred', path: `/reports/${id(3)}` },
  {
    name: 'report-withheld',
    path: `/reports/${id(3)}`,
    act: open('withheld-show-place'),
  },
  { name: 'report-disclosed', path: `/reports/${id(3)}`, act: disclose },
  { name: 'report-entered', path: `/reports/${id(6)}` },
  { name: 'report-assign', path: `/reports/${id(2)}`, act: open('act-assign') },
  { name: 'report-refer', path: `/reports/${id(2)}`, act: open('act-refer') },
  { name: 'report-merge', path: `/reports/${id(2)}`, act: open('act-merge') },
  { name: 'report-merged', path: `/reports/${id(2)}`, act: merge },
  { name: 'report-redact', path: `/reports/${id(2)}`, act: open('redact-open') },
  {
    name: 'report-hold',
    path: `/reports/${id(7)}`,
    act: open('hold-ask'),
  },
  { name: 'report-held', path: `/reports/${id(7)}`, set: heldBy('standing') },
  { name: 'report-hold-asked', path: `/reports/${id(7)}`, set: heldBy('asked') },
  { name: 'report-reply', path: `/reports/${id(2)}`, act: preview },
  { name: 'report-closing', path: `/reports/${id(2)}`, act: closing },
  {
    name: 'report-no-basis',
    path: `/reports/${id(1)}`,
    act: open('profiling-no-basis'),
  },
  {
    name: 'report-changed',
    path: `/reports/${id(2)}`,
    set: (desk) => desk.fail('changeStatus', 'changed_meanwhile'),
    act: async (page) => {
      await page.locator('header .lamp').click();
      await page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'report-changed-while-closing', path: `/reports/${id(2)}`, set: overtake, act: closeAnyway },
  { name: 'report-gone', path: `/reports/${id(999)}` },
  { name: 'enter', path: '/reports/new' },
  {
    name: 'enter-missing',
    path: '/reports/new',
    act: (page) => page.locator('form .lamp').click(),
  },
  { name: 'enter-read-out', path: '/reports/new', act: enter },
];

/** Says why, and sees the contact. */
async function disclose(page) {
  await open('withheld-show-contact')(page);
  await page.locator('dialog select').selectOption('reaching_them');
  await page.locator('dialog .lamp').click();
  await page.getByText('600 100 200').waitFor();
}

/** A colleague has taken a step of a legal hold. */
function heldBy(stage) {
  return (desk) => {
    const report = desk.reports_.find(({ summary }) => summary.id === id(7));
    const asked_at = report.ended_at;
    report.hold = { stage, asked_by: { id: id(302), name: 'Eve' }, asked_at };
    if (stage === 'asked') report.hold.lapses_at = report.kept_until;
    delete report.kept_until;
  };
}

async function select(page) {
  const boxes = page.locator(`${ROWS} input`);
  await boxes.nth(1).click();
  await boxes.nth(3).click();
}

/** Somebody else is in charge of one of them by now. */
function refuseOne(desk) {
  const changeMany = desk.changeMany;
  desk.changeMany = async (items, change) => {
    const outcomes = await changeMany(items, change);
    return outcomes.map((one, place) =>
      place === 1 ? { ...one, outcome: { kind: 'refused', code: 'changed_meanwhile', detail: '' } } : one,
    );
  };
}

async function closing(page) {
  await press(page, 'act-close', page.locator('header'));
  await page.locator('.detail form select').first().selectOption('duplicate_of');
}

/** Between the look and the press a colleague writes a note and takes the report. */
function overtake(desk) {
  const changeStatus = desk.changeStatus;
  desk.changeStatus = async (report, operation, change) => {
    desk.changeStatus = changeStatus;
    await desk.note(report, operation, 'The cleaning crew comes at nine.');
    await desk.assign(report, operation, { to: id(302) });
    return desk.changeStatus(report, operation, change);
  };
}

async function closeAnyway(page) {
  await press(page, 'act-close', page.locator('header'));
  await page.locator('.detail form textarea').first().fill('Nothing was found.');
  await page.locator('.detail form .lamp').click();
  await page.locator('[role=alert]').waitFor();
}

async function merge(page) {
  await open('act-merge')(page);
  await page.locator('article .button').first().click();
  await page.locator('article').first().waitFor({ state: 'hidden' });
}

async function preview(page) {
  const reply = page.locator('section:has(#conversation)');
  await reply.locator('select').selectOption({ index: 1 });
  await reply.locator('form .button').click();
  await page.locator('.preview').waitFor();
}

async function enter(page) {
  await page.locator('form select').first().selectOption('vandalism');
  await page.locator('form .lamp').click();
  await page.locator('ol .code').first().waitFor();
}
