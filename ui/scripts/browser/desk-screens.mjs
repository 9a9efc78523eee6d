// Every screen of the desk in every state that it can show.
import { id } from './resident-screens.mjs';
import { teamScreens } from './team-screens.mjs';

/** The desk's screens. */
export function deskScreens() {
  const closing = async (page) => {
    await page.locator('header .button').last().click();
    await page.locator('form select').first().selectOption('duplicate_of');
  };
  return [
    ...teamScreens,
    { name: 'unreachable', path: '/', set: (desk) => desk.fail('me', 'unreachable') },
    { name: 'triage', path: '/' },
    { name: 'triage-empty', path: '/', set: (desk) => (desk.reports_ = []) },
    { name: 'triage-error', path: '/', set: (desk) => desk.fail('reports', 'internal') },
    { name: 'stream-lost', path: '/', streamLost: true, wait: '.bar' },
    { name: 'report', path: `/reports/${id(2)}` },
    {
      name: 'report-photo',
      path: `/reports/${id(2)}`,
      act: (page) => page.locator('li button:has(img)').first().click(),
    },
    { name: 'report-ended', path: `/reports/${id(7)}` },
    { name: 'report-new', path: `/reports/${id(1)}` },
    { name: 'report-closing', path: `/reports/${id(2)}`, act: closing },
    {
      name: 'report-changed',
      path: `/reports/${id(2)}`,
      set: (desk) => desk.fail('changeStatus', 'changed_meanwhile'),
      act: (page) => page.locator('.lamp').click(),
    },
    {
      name: 'report-changed-while-closing',
      path: `/reports/${id(2)}`,
      set: (desk) => desk.fail('changeStatus', 'changed_meanwhile'),
      act: async (page) => {
        await page.locator('header .button').last().click();
        await page.locator('form .lamp').click();
        await page.locator('[role=alert]').waitFor();
      },
    },
    { name: 'report-gone', path: `/reports/${id(999)}` },
    { name: 'alerts', path: '/alerts' },
    { name: 'alert', path: `/alerts/${id(101)}` },
    { name: 'alert-ending', path: `/alerts/${id(101)}`, act: (page) => page.locator('.lamp').click() },
    { name: 'alert-new', path: '/alerts/new' },
    { name: 'alert-missing', path: '/alerts/new', act: (page) => page.locator('form .lamp').click() },
    {
      name: 'alert-changed',
      path: `/alerts/${id(101)}`,
      set: (desk) => desk.fail('updateAlert', 'changed_meanwhile'),
      act: saveChange,
    },
    { name: 'alert-gone', path: `/alerts/${id(999)}` },
    { name: 'alerts-empty', path: '/alerts', set: (desk) => (desk.alerts_ = []) },
    { name: 'events', path: '/events' },
    { name: 'event', path: `/events/${id(201)}` },
    { name: 'event-cancelled', path: `/events/${id(204)}` },
    {
      name: 'event-changed',
      path: `/events/${id(201)}`,
      set: (desk) => desk.fail('updateEvent', 'changed_meanwhile'),
      act: saveChange,
    },
    { name: 'event-new', path: '/events/new' },
    { name: 'event-missing', path: '/events/new', act: (page) => page.locator('form .lamp').click() },
  ];
}

/** Opens the form of what is shown, and sends it as it is. */
async function saveChange(page) {
  await page.getByRole('button', { name: /^(Update|Change|Actualizar|Cambiar)$/ }).click();
  await page.locator('form .lamp').click();
  await page.locator('form [role=alert]').waitFor();
}
