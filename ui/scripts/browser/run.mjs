// Looks at every screen of the built pages in a real browser:
// node scripts/browser/run.mjs [--shots DIR] [--only NAME] [--full]
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import {
  accessible,
  fitsWidth,
  hasOnlyAccents,
  largeTargets,
  reflows,
  showsPictures,
  standsStill,
} from './checks.mjs';
import { CHROMIUM, DESKTOP, FLAGS, PHONE } from './chromium.mjs';
import { deskScreens } from './desk-screens.mjs';
import { journeys } from './journeys.mjs';
import { missed, placed, reasons } from './matrix.mjs';
import { NOW, openDesk, openResident, settle } from './open.mjs';
import { Patrol } from './patrol.mjs';
import { residentScreens } from './resident-screens.mjs';
import { serveDist } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: { shots: { type: 'string' }, only: { type: 'string' }, full: { type: 'boolean' } },
});

/** Words from right to left, and words that tell what is not among the words, besides English. */
const LANGUAGES = ['en', 'ar', 'en-XA'];

/**
 * What one opened page shows: in English both schemes at the page's usual size, and once the other size; in the others
 * one scheme with every change, and both with `--full`. Colours do not depend on the language, the rest does.
 */
function looks(language, usual, other) {
  const [light, dark] = ['light', 'dark'].map((scheme) => ({ scheme, language, viewport: usual }));
  if (language === 'en') return [light, dark, { ...light, viewport: other }];
  return options.full ? [light, dark] : [light];
}

const nameOf = (look) => `${look.scheme}-${look.language}-${look.viewport.width}`;

/** The backends in memory are TypeScript: Vite reads them for us. */
async function loadMocks() {
  const vite = await createServer({
    root,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    logLevel: 'error',
  });
  const load = (file) => vite.ssrLoadModule(`/src/lib/backend/mock/${file}.ts`);
  const [{ MockResident }, threads, { MockDesk }] = [
    await load('resident'),
    await load('threads'),
    await load('desk'),
  ];
  return { vite, MockResident, threads, MockDesk };
}

/** Puts an opened screen into its state. */
async function prepare({ page }, screen) {
  if (screen.wait) await page.locator(screen.wait).first().waitFor();
  if (screen.act) await screen.act(page);
}

/** Shows an opened screen in one look, and returns what is wrong with it. */
async function inspect({ page, faults, data }, one, screen, shot, isDesk) {
  await page.emulateMedia({ colorScheme: one.scheme });
  await page.setViewportSize(one.viewport);
  await settle(page);
  await screen.drawn?.(page);
  if (shot) await page.screenshot({ path: shot, fullPage: !isDesk });
  const isPhone = one.viewport.width === PHONE.width;
  return [
    ...(await accessible(page)),
    // At the desk, which is worked with a pointer, the primary action is as high as its neighbours.
    ...(await largeTargets(page, isDesk ? 44 : undefined)),
    ...(await showsPictures(page)),
    ...(await fitsWidth(page, 'as opened')),
    ...(isDesk && !isPhone ? await standsStill(page) : []),
    // How text breaks does not depend on its colours.
    ...(isPhone && one.scheme === 'light' ? await reflows(page) : []),
    ...(one.language === 'en-XA' ? await hasOnlyAccents(page, data) : []),
    ...faults.splice(0),
  ];
}

async function main() {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: install chromium, or set CHROMIUM`);
  if (!existsSync(`${root}/dist/resident.html`)) throw new Error('nothing is built: run npm run build first');
  if (options.shots) mkdirSync(options.shots, { recursive: true });
  const { vite, MockResident, threads, MockDesk } = await loadMocks();
  const server = await serveDist();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const newCore = () => new MockResident(() => NOW);
  const newDesk = () => new MockDesk(() => NOW);
  const tally = { passed: 0, failed: 0 };
  const walked = [];

  async function record(name, run) {
    if (options.only && !name.includes(options.only)) return;
    walked.push(name);
    const wrong = await run().catch((error) => [error.message]);
    if (wrong.length === 0) tally.passed += 1;
    else {
      tally.failed += 1;
      console.log(`FAILED ${name}\n  ${wrong.join('\n  ')}`);
    }
  }

  for (const [name, journey] of Object.entries(journeys)) {
    await record(`journey ${name}`, async () => {
      await journey({ browser, server, newCore, newDesk, threads });
      return [];
    });
  }
  /** Inspects a screen in all its looks. `open` opens it in the first of them. */
  async function everyLook(page, screen, sizes, open) {
    for (const language of LANGUAGES) {
      const all = looks(language, ...sizes);
      const names = all.map((one) => `${page}-${screen.name}-${nameOf(one)}`);
      if (options.only && !names.some((name) => name.includes(options.only))) continue;
      const opened = (async () => {
        const opened = await open(all[0]);
        await prepare(opened, screen);
        return opened;
      })();
      for (const [place, one] of all.entries()) {
        const shot = options.shots && `${options.shots}/${names[place]}.png`;
        await record(names[place], async () => inspect(await opened, one, screen, shot, page === 'desk'));
      }
      await opened.then(({ close }) => close()).catch(() => undefined);
    }
  }

  for (const screen of placed(residentScreens(threads))) {
    if (screen.full && !options.full) continue;
    await everyLook('resident', screen, [PHONE, DESKTOP], (one) => {
      const core = newCore();
      screen.set?.(core);
      const path = typeof screen.path === 'string' ? screen.path : screen.path(core);
      return openResident(browser, server.origin, { ...one, touch: screen.touch }, core, path);
    });
  }
  if (options.full && !options.only) {
    console.log(`states in which a screen cannot be:\n  ${reasons().join('\n  ')}`);
    await record('the matrix of R1 to R14', async () => missed(walked).map((look) => `not walked: ${look}`));
  }
  for (const screen of deskScreens()) {
    await everyLook('desk', screen, [DESKTOP, PHONE], (one) => {
      const desk = newDesk();
      screen.set?.(desk);
      return openDesk(browser, server.origin, one, new Patrol(desk, screen), screen.path);
    });
  }

  await browser.close();
  server.close();
  await vite.close();
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

await main();
