// Plans of walks, from the empty list to the walk on a phone, in every state that they can show.
import { id, LONG } from './states.mjs';
import { deskWithMap, mapDrawn } from './town.mjs';
import { press } from './words.mjs';

const PLAN = `/patrols/${id(601)}`;
const WALK = `${PLAN}/walk/1`;

const plan = (desk) => desk.patrols_.find((one) => one.plan.id === id(601)).plan;
const clash = (desk) => {
  const [other, one] = desk.patrols_;
  const { starts_at, ends_at } = other.plan.order;
  one.clashes = [{ unit: 2, other: other.plan.id, starts_at, ends_at }];
};
/** Looks at the map once it is drawn: that of the form, where one is open. */
async function atMap(page) {
  await page.locator('.map[role=img]').first().scrollIntoViewIfNeeded();
  await mapDrawn(page);
}
/** Opens the form for one more stop, and in it what a place is pointed at on. */
async function adding(page) {
  await page.locator('.detail section .link:has(svg)').first().click();
  await page.locator('dialog[open] summary').click();
}
const officer = (desk) => (desk.me_ = { ...desk.me_, roles: ['officer'] });

export const patrolScreens = [
  { name: 'patrols', path: '/patrols' },
  { name: 'patrols-empty', path: '/patrols', set: (desk) => (desk.patrols_ = []) },
  { name: 'patrols-error', path: '/patrols', set: (desk) => desk.fail('patrols', 'internal') },
  { name: 'patrols-officer', path: '/patrols', set: (desk) => ((desk.patrols_ = []), officer(desk)) },
  { name: 'patrol-map', path: '/patrols/map', set: deskWithMap, drawn: atMap },
  {
    name: 'patrol-map-drawing',
    path: '/patrols/map',
    wait: '.detail svg[role=img]',
    drawn: (page) => page.locator('.detail svg[role=img]').scrollIntoViewIfNeeded(),
  },
  { name: 'patrol-map-none', path: '/patrols/map', set: (desk) => (desk.risk_ = { state: 'none_yet' }) },
  { name: 'patrol-map-off', path: '/patrols/map', set: (desk) => (desk.risk_ = { state: 'switched_off' }) },
  { name: 'patrol-map-error', path: '/patrols/map', set: (desk) => desk.fail('riskMap', 'internal') },
  { name: 'patrol', path: PLAN },
  { name: 'patrol-streets', path: PLAN, set: deskWithMap, wait: '.map-mark', drawn: atMap },
  {
    name: 'patrol-drawing',
    path: PLAN,
    wait: '.detail svg[role=img]',
    drawn: (page) => page.locator('.detail svg[role=img]').scrollIntoViewIfNeeded(),
  },
  {
    name: 'patrol-long',
    path: PLAN,
    set: (desk) => {
      plan(desk).stops[0].words = LONG;
      plan(desk).edits[0].reason = LONG;
    },
  },
  { name: 'patrol-clash', path: PLAN, set: clash },
  {
    name: 'patrol-called-off',
    path: PLAN,
    set: (desk) => (plan(desk).called_off_at = new Date(desk.nowMs()).toISOString()),
  },
  { name: 'patrol-gone', path: `/patrols/${id(999)}` },
  { name: 'patrol-editing', path: PLAN, act: editing },
  {
    name: 'patrol-edit-late',
    path: PLAN,
    set: (desk) => desk.fail('editPatrol', 'invalid', 'change.unit'),
    act: async (page) => {
      await editing(page);
      await page.locator('dialog textarea').fill('Closed today');
      await page.locator('dialog .lamp').click();
      await page.locator('dialog [role=alert]').waitFor();
    },
  },
  {
    name: 'patrol-edited',
    path: PLAN,
    act: async (page) => {
      await editing(page);
      await page.locator('dialog textarea').fill('Closed today');
      await page.locator('dialog .row .button').last().click();
      await page.locator('.detail [role=status]').waitFor();
    },
  },
  { name: 'patrol-adding', path: PLAN, act: adding },
  { name: 'patrol-adding-streets', path: PLAN, set: deskWithMap, act: pointing, drawn: atMap },
  { name: 'patrol-new', path: '/patrols/new' },
  {
    name: 'patrol-new-asked',
    path: '/patrols/new',
    act: async (page) => {
      await press(page, 'walk-asked-add');
      await page.locator('form .lamp').click();
      await page.locator('form [role=alert]').waitFor();
    },
  },
  {
    name: 'patrol-new-no-map',
    path: '/patrols/new',
    set: (desk) => (desk.ground_ = { has_streets: true }),
  },
  {
    name: 'patrol-new-no-streets',
    path: '/patrols/new',
    set: (desk) => (desk.ground_ = { has_streets: false }),
  },
  {
    name: 'patrol-new-refused',
    path: '/patrols/new',
    set: (desk) => desk.fail('planPatrol', 'invalid', 'by_map'),
    act: async (page) => {
      await page.locator('form .lamp').click();
      await page.locator('form [role=alert]').waitFor();
    },
  },
  { name: 'patrol-walk', path: WALK },
  {
    name: 'patrol-visit',
    path: WALK,
    act: (page) => page.locator('ol .lamp').first().click(),
  },
  {
    name: 'patrol-visit-failed',
    path: WALK,
    set: (desk) => desk.fail('logVisit', 'unreachable'),
    act: async (page) => {
      await page.locator('ol .lamp').first().click();
      await page.locator('ol form .lamp').click();
      await page.locator('ol [role=alert]').waitFor();
    },
  },
  {
    name: 'patrol-note-empty',
    path: WALK,
    act: (page) => press(page, 'walk-note-keep'),
  },
];

/** Points at the middle of the map. */
async function pointing(page) {
  await adding(page);
  await mapDrawn(page);
  await page.locator('dialog .map[role=img]').click();
  await page.locator('.map-pin').waitFor();
}

async function editing(page) {
  await page.locator('tbody .icon-button').first().click();
  await page.locator('dialog[open]').waitFor();
}
