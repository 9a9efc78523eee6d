// Every screen of the desk in every state that it can show.
import { id } from './states.mjs';
import { alertScreens } from './alert-screens.mjs';
import { patrolScreens } from './patrol-screens.mjs';
import { teamScreens } from './team-screens.mjs';
import { trialScreens } from './trial-screens.mjs';
import { triageScreens } from './triage-screens.mjs';
import { buttons } from './words.mjs';

/** The desk's screens. */
export function deskScreens() {
  return [
    ...teamScreens,
    { name: 'figures', path: '/figures' },
    { name: 'figures-none', path: '/figures', set: (desk) => (desk.figures_.told.months = []) },
    { name: 'figures-error', path: '/figures', set: (desk) => desk.fail('deskFigures', 'internal') },
    ...trialScreens,
    ...triageScreens,
    ...patrolScreens,
    { name: 'unreachable', path: '/', set: (desk) => desk.fail('me', 'unreachable') },
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
    ...alertScreens,
    { name: 'alert-gone', path: `/alerts/${id(999)}` },
    { name: 'alerts-empty', path: '/alerts', set: (desk) => (desk.alerts_ = []) },
    { name: 'events', path: '/events' },
    { name: 'event', path: `/events/${id(201)}` },
    { name: 'event-full', path: `/events/${id(201)}`, set: (desk) => (desk.events_[0].full = true) },
    { name: 'event-cancelled', path: `/events/${id(204)}` },
    {
      name: 'event-changed',
      path: `/events/${id(201)}`,
      set: (desk) => desk.fail('updateEvent', 'changed_meanwhile'),
      act: saveChange,
    },
    { name: 'event-new', path: '/events/new' },
    { name: 'event-picture', path: '/events/new', act: choosePicture },
    {
      name: 'event-picture-refused',
      path: '/events/new',
      set: (desk) => desk.fail('sendPicture', 'invalid', 'picture'),
      act: async (page) => {
        await pickFile(page);
        await page.locator('form [role=alert]').waitFor();
      },
    },
    {
      name: 'event-picture-undescribed',
      path: '/events/new',
      act: async (page) => {
        await choosePicture(page);
        await page.locator('form .lamp').click();
      },
    },
    { name: 'news', path: '/news' },
    { name: 'news-empty', path: '/news', set: (desk) => (desk.news_ = []) },
    { name: 'news-item', path: `/news/${id(501)}` },
    { name: 'news-new', path: '/news/new' },
    { name: 'news-missing', path: '/news/new', act: (page) => page.locator('form .lamp').click() },
    { name: 'event-missing', path: '/events/new', act: (page) => page.locator('form .lamp').click() },
  ];
}

const pickFile = (page) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'steps.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from([0xff, 0xd8, 0xff]),
  });

/** Chooses a picture, and waits until it is shown. */
async function choosePicture(page) {
  await pickFile(page);
  await page.locator('form img').waitFor();
}

/** Opens the form of what is shown, and sends it as it is. */
async function saveChange(page) {
  await (await buttons(page, ['alert-update', 'event-update', 'news-update'])).click();
  await page.locator('form .lamp').click();
  await page.locator('form [role=alert]').waitFor();
}
