// Help, what the patrol tells everybody, and the settings, in every state that they can show.
import { id, LONG, offline } from './states.mjs';

/** The screens: name, path, and what is true before it opens (`core` is the core in memory). */
export function communityScreens() {
  return [
    { name: 'help', path: '/help' },
    {
      name: 'help-none',
      path: '/help',
      set: (core) => (core.area_ = { ...core.area_, helpers: [], crisis_line: undefined }),
    },
    { name: 'help-error', path: '/help', set: (core) => core.fail('area', 'internal') },
    { name: 'help-offline', path: '/help', set: offline, full: true },
    {
      name: 'help-left',
      path: '/help',
      act: (page) => page.locator('header .button').click(),
    },
    { name: 'welcome', path: '/welcome' },
    {
      name: 'welcome-no-server',
      path: '/welcome',
      set: (core) => ((core.connection = 'no_server'), (core.settings_.server_url = null)),
    },
    { name: 'welcome-error', path: '/welcome', set: (core) => core.fail('settings', 'internal') },
    { name: 'welcome-offline', path: '/welcome', set: (core) => (offline(core), neverAnswered(core)) },
    { name: 'alerts', path: '/alerts' },
    { name: 'alerts-empty', path: '/alerts', set: (core) => (core.alerts_ = []) },
    { name: 'alerts-stale', path: '/alerts', set: offline },
    { name: 'alerts-error', path: '/alerts', set: (core) => core.fail('alerts', 'internal') },
    {
      name: 'alerts-muted',
      path: '/alerts',
      set: (core) => (core.elsewhere_ = core.alerts_.map((alert) => alert.id)),
    },
    { name: 'alert', path: (core) => `/alerts/${core.alerts_[0].id}` },
    { name: 'alert-gone', path: '/alerts/gone' },
    { name: 'events', path: '/community' },
    { name: 'events-empty', path: '/community', set: (core) => (core.events_ = []) },
    { name: 'events-error', path: '/community', set: (core) => core.fail('events', 'internal') },
    { name: 'events-offline', path: '/community', set: offline, full: true },
    { name: 'event', path: `/community/${id(201)}` },
    { name: 'events-month', path: '/community', act: (page) => page.locator('.chips button').last().click() },
    {
      name: 'event-coming',
      path: `/community/${id(201)}`,
      set: answered({ people: 1, kept: 0, state: 'waiting' }),
    },
    {
      name: 'event-counted',
      path: `/community/${id(201)}`,
      set: answered({ people: 3, kept: 3, state: 'kept' }),
    },
    {
      name: 'event-refused',
      path: `/community/${id(201)}`,
      set: answered({ people: 4, kept: 1, state: 'refused', refusal: 'full' }),
    },
    { name: 'event-full', path: `/community/${id(201)}`, set: (core) => (core.events_[0].full = true) },
    {
      name: 'event-calendar-file',
      path: `/community/${id(201)}`,
      act: (page) => page.locator('.calendar-file').click(),
    },
    { name: 'event-picture-to-come', path: `/community/${id(201)}`, set: (core) => core.pictures_.clear() },
    { name: 'event-cancelled', path: `/community/${id(204)}` },
    { name: 'event-past', path: `/community/${id(205)}` },
    { name: 'event-gone', path: `/community/${id(999)}` },
    { name: 'news-list', path: '/community/news' },
    { name: 'news-none', path: '/community/news', set: (core) => (core.news_ = []) },
    { name: 'news-stale', path: '/community/news', set: offline },
    { name: 'news-error', path: '/community/news', set: (core) => core.fail('news', 'internal') },
    { name: 'news-item', path: `/community/news/${id(501)}` },
    { name: 'news-gone', path: `/community/news/${id(999)}` },
    { name: 'figures', path: '/figures' },
    { name: 'figures-unknown', path: '/figures', set: (core) => (core.figures_ = null) },
    {
      name: 'figures-none',
      path: '/figures',
      set: (core) => (core.figures_ = { ...core.figures_, months: [], places: undefined }),
    },
    {
      name: 'figures-untried',
      path: '/figures',
      set: (core) => (core.figures_ = { ...core.figures_, tried: [] }),
    },
    { name: 'figures-offline', path: '/figures', set: offline },
    { name: 'figures-error', path: '/figures', set: (core) => core.fail('figures', 'internal') },
    { name: 'settings', path: '/settings' },
    { name: 'settings-error', path: '/settings', set: (core) => core.fail('settings', 'internal') },
    { name: 'settings-offline', path: '/settings', set: offline, full: true },
    {
      name: 'settings-erasing',
      path: '/settings',
      act: (page) => page.locator('.link.danger').click(),
    },
    { name: 'settings-hearing', path: '/settings', set: hearsSomePlaces, wait: 'fieldset' },
    { name: 'settings-hearing-error', path: '/settings', set: (core) => core.fail('hearing', 'internal') },
    { name: 'settings-wrong', path: '/settings', act: wrongServer },
  ];
}

const hearsSomePlaces = (core) => {
  core.lastPlace_ = { words: 'Mill Street', point: { lat: 60.01, lon: 0.02 } };
  const around = { kind: 'around', name: LONG.slice(0, 60), point: core.lastPlace_.point, radius_m: 2_000 };
  const places = [{ kind: 'district', id: core.area_.districts[0].id }, around];
  const quiet = { from: '22:00', until: '07:00' };
  core.hearing_ = { ...core.hearing_, able: false, hearing: { ...core.hearing_.hearing, places, quiet } };
};

/** The server that was named has not answered yet. */
const neverAnswered = (core) => {
  const home = core.home;
  core.home = async () => ({ ...(await home()), area_known: false });
};

const answered = (answer) => (core) => (core.events_[0].answer = answer);

async function wrongServer(page) {
  await page.locator('[type=url]').fill('not an address');
  await page.locator('form .lamp').click();
}
