// Every screen of the resident in every state that it can show.
import { communityScreens } from './community-screens.mjs';
import { placeScreens } from './place-screens.mjs';
import { reviewScreens } from './review-screens.mjs';
import { id, LONG, offline, step } from './states.mjs';

const draft = { category: 'vandalism', behaviours: [], place: { words: 'Mill Street' }, practice: false };

/** The resident's screens: name, path, and what is true before it opens (`core` is the core in memory). */
export function residentScreens({ ended, everyKindOfThread, followed, talkedAbout }) {
  const saved = (more) => (core) => (core.threads = [core.threadOf(draft, more)]);
  const firstThread = (prefix) => (core) => `${prefix}/${core.threads[0].report.id}`;
  const withThread = (make) => (core) => (core.threads = [make(core)]);
  const begun = (more, seeds = []) => ({
    path: (core) => `/drafts/${core.drafts_[0].id}`,
    set: (core) =>
      (core.drafts_ = [
        core.draftOf(
          { ...draft, ...more },
          seeds.map((seed) => core.photoOf(seed)),
        ),
      ]),
  });
  const andThen = (begun, then) => ({ ...begun, set: (core) => (begun.set(core), then(core)) });
  const severalBegun = (core) =>
    (core.drafts_ = [
      core.draftOf({ ...draft, note: 'Fresh paint across the footbridge.' }, [
        core.photoOf(1),
        core.photoOf(2),
      ]),
      core.draftOf({ ...draft, category: 'wellbeing', place: {} }),
    ]);
  const salvaged = (core) =>
    (core.salvage_ = { reports: 12, lost: 1, at: new Date(core.nowMs()).toISOString() });
  const withThreads = (core) => (core.threads = everyKindOfThread(core));
  return [
    { name: 'home', path: '/' },
    { name: 'home-busy', path: '/', set: (core) => (withThreads(core), offline(core)) },
    {
      name: 'home-empty',
      path: '/',
      set: (core) =>
        Object.assign(core, { alerts_: [], events_: [], connection: 'no_server', deskWatching: null }),
    },
    {
      name: 'home-begun',
      path: '/',
      set: (core) => (begun({}).set(core), salvaged(core)),
      wait: 'text=Mill Street',
    },
    { name: 'home-several-begun', path: '/', set: severalBegun, wait: '[href="#/drafts"]' },
    { name: 'home-error', path: '/', set: (core) => core.fail('home', 'internal') },
    { name: 'home-loading', path: '/', set: (core) => core.hold('home'), wait: '.bone' },
    { name: 'what', path: '/report' },
    { name: 'what-error', path: '/report', set: (core) => core.fail('area', 'unreachable') },
    { name: 'what-offline', path: '/report', set: offline, full: true },
    {
      name: 'what-too-many',
      path: '/report',
      set: (core) => core.refuse('startDraft', 'not_possible', 'drafts_too_many'),
      act: (page) => page.locator('.tile').first().click(),
    },
    {
      name: 'behaviours-error',
      full: true,
      ...andThen(step(begun({ category: 'suspicious_activity' }), 'behaviour'), (core) =>
        core.fail('draft', 'internal'),
      ),
    },
    {
      name: 'behaviours-offline',
      full: true,
      ...andThen(step(begun({ category: 'suspicious_activity' }), 'behaviour'), offline),
    },
    { name: 'behaviours', ...step(begun({ category: 'suspicious_activity' }), 'behaviour') },
    {
      name: 'behaviours-missing',
      ...step(begun({ category: 'suspicious_activity' }), 'behaviour'),
      act: (page) => page.locator('.lamp').click(),
    },
    {
      name: 'behaviours-none',
      ...step(begun({ category: 'suspicious_activity' }), 'behaviour'),
      act: (page) => page.locator('[aria-controls]').click(),
    },
    { name: 'what-practice', path: '/report?practice=yes' },
    { name: 'concern', ...step(begun({ category: 'wellbeing' }), 'wellbeing') },
    {
      name: 'concern-now',
      ...step(begun({ category: 'wellbeing' }), 'wellbeing'),
      act: async (page) => {
        await page.locator('[type=radio]').nth(1).click();
        await page.locator('[type=radio]').nth(2).click();
      },
    },
    { name: 'what-instead', ...step(begun({}), 'what') },
    { name: 'review', ...begun({}) },
    {
      name: 'review-empty',
      full: true,
      ...andThen(begun({ place: {} }), (core) => (core.lastPlace_ = null)),
    },
    { name: 'review-offline', full: true, ...andThen(begun({}), offline) },
    { name: 'review-open', ...begun({ category: 'wellbeing' }), act: openRows },
    {
      name: 'review-photos',
      touch: true,
      ...andThen(begun({}, [1, 2]), (core) => {
        core.drafts_[0].photos[0].description = 'Red paint on the footbridge';
        core.hold('attachPhoto');
      }),
      act: choosePhoto,
    },
    {
      name: 'review-photo-refused',
      touch: true,
      ...andThen(begun({}), (core) => core.refuse('attachPhoto', 'invalid', 'photo_heic')),
      act: choosePhoto,
    },
    { name: 'review-photos-full', ...begun({}, [1, 2, 3, 4, 5, 6]) },
    {
      name: 'review-discarding',
      ...begun({}),
      act: (page) => page.locator('.link.danger').click(),
    },
    {
      name: 'review-refused',
      ...andThen(begun({}), (core) => core.fail('submitDraft', 'invalid', 'place.point')),
      act: send,
    },
    {
      name: 'review-not-saved',
      ...andThen(begun({}), (core) => core.fail('saveDraft', 'not_saved')),
      act: async (page) => {
        await page.locator('textarea').fill('Fresh paint');
        await page.locator('.problem').waitFor();
      },
    },
    ...reviewScreens({ begun, andThen, send }),
    ...placeScreens(begun, andThen),
    { name: 'draft-gone', path: `/drafts/${id(1)}` },
    { name: 'drafts', path: '/drafts', set: severalBegun },
    {
      name: 'drafts-discarded',
      path: '/drafts',
      set: severalBegun,
      act: (page) => page.locator('.card > .link').first().click(),
    },
    { name: 'drafts-empty', path: '/drafts' },
    {
      name: 'saved-received',
      path: firstThread('/saved'),
      set: saved({ delivery: 'received', reference: 'AQ-7K2M9', status: 'received', undo_until: null }),
    },
    {
      name: 'saved-photos',
      path: firstThread('/saved'),
      set: (core) =>
        (core.threads = [
          core.threadOf(
            draft,
            {},
            [1, 2, 3].map((seed) => core.photoOf(seed)),
          ),
        ]),
    },
    { name: 'saved-gone', path: `/saved/${id(1)}`, full: true },
    {
      name: 'saved-error',
      path: firstThread('/saved'),
      full: true,
      set: (core) => (saved({})(core), core.fail('thread', 'internal')),
    },
    { name: 'saved-offline', path: firstThread('/saved'), set: (core) => (saved({})(core), offline(core)) },
    { name: 'saved-late', path: firstThread('/saved'), set: withThreads },
    { name: 'reports', path: '/reports', set: withThreads },
    {
      name: 'reports-many',
      path: '/reports',
      set: (core) => {
        const kinds = everyKindOfThread(core);
        core.threads = Array.from({ length: 60 }, (_, place) => ({
          ...kinds[place % kinds.length],
          report: { ...kinds[place % kinds.length].report, id: id(500 + place) },
        }));
      },
    },
    {
      name: 'reports-offline',
      path: '/reports',
      full: true,
      set: (core) => (withThreads(core), offline(core)),
    },
    { name: 'reports-empty', path: '/reports' },
    { name: 'reports-error', path: '/reports', set: (core) => core.fail('reports', 'internal') },
    { name: 'thread', path: firstThread('/reports'), set: (core) => (core.threads = [talkedAbout(core)]) },
    {
      name: 'thread-error',
      path: firstThread('/reports'),
      full: true,
      set: (core) => (withThread(talkedAbout)(core), core.fail('thread', 'internal')),
    },
    {
      name: 'thread-offline',
      path: firstThread('/reports'),
      full: true,
      set: (core) => (withThread(talkedAbout)(core), offline(core)),
    },
    {
      name: 'thread-long',
      path: firstThread('/reports'),
      set: (core) => (core.threads = [longThread(core)]),
      act: (page) => page.locator('summary').click(),
    },
    {
      name: 'thread-reply-asked',
      path: firstThread('/reports'),
      set: withThread(talkedAbout),
      act: async (page) => {
        await page.locator('form textarea').fill('The lamp is out. Two Asian men near it.');
        await page.locator('form .button').click();
        await page.locator('textarea[aria-invalid="true"]').waitFor();
      },
    },
    {
      name: 'thread-erase',
      path: firstThread('/reports'),
      set: saved({}),
      act: (page) => page.locator('.link.danger').last().click(),
    },
    {
      name: 'thread-photo',
      path: firstThread('/reports'),
      set: withThread(talkedAbout),
      act: (page) => page.locator('li button:has(img)').first().click(),
    },
    { name: 'thread-ended', path: firstThread('/reports'), set: withThread(ended) },
    {
      name: 'thread-not-fixed',
      path: firstThread('/reports'),
      set: withThread(ended),
      act: (page) => page.locator('.card .row .button').nth(1).click(),
    },
    { name: 'thread-followed', path: firstThread('/reports'), set: withThread(followed) },
    { name: 'follow', path: '/follow' },
    { name: 'follow-wrong', path: '/follow', act: (page) => page.locator('form .lamp').click() },
    {
      name: 'follow-not-found',
      path: '/follow',
      set: (core) => core.fail('followReport', 'invalid', 'receipt'),
      act: follow,
    },
    { name: 'thread-gone', path: `/reports/${id(1)}` },
    ...communityScreens(),
  ];
}

function longThread(core) {
  return {
    ...core.threadOf(
      { ...draft, place: { words: LONG }, note: LONG },
      { reference: 'AQ-7K2M9', delivery: 'received', status: 'received', undo_until: null },
    ),
    entries: [
      {
        revision: 2,
        at: new Date(core.nowMs()).toISOString(),
        kind: 'message',
        id: id(1),
        from: 'patrol',
        text: LONG,
      },
    ],
  };
}

async function openRows(page) {
  for (const row of await page.locator('[aria-expanded]').all()) await row.click();
  await page.locator('[type=radio]').last().click();
}

const choosePhoto = (page) =>
  page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'IMG_9.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([9]) });

async function follow(page) {
  await page.locator('input').first().fill('aq 7k2m9');
  await page.locator('input').last().fill('7k2m9 qxw4e 5rty6 pas8d');
  await page.locator('form .lamp').click();
  await page.locator('[role=alert]').waitFor();
}

const send = (page) => page.locator('footer .lamp').click();
