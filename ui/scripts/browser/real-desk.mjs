// Works the real desk of a running server in a real browser, and says what it has done, a word a line:
// node scripts/browser/real-desk.mjs --link INVITATION --place WORDS [--answer TEXT] [--shots DIR]
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM, DESKTOP, FLAGS } from './chromium.mjs';

const { values: options } = parseArgs({
  options: {
    link: { type: 'string' },
    place: { type: 'string' },
    answer: { type: 'string', default: 'Thank you. We are on our way.' },
    shots: { type: 'string' },
  },
});

const say = (word) => process.stdout.write(`${word}\n`);

async function signIn(page) {
  // Twice, as a mail program would that looks at links before a person does.
  await page.goto(options.link);
  await page.goto(options.link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/console/');
  const [cookie] = await page.context().cookies();
  if (!cookie.httpOnly || cookie.sameSite !== 'Strict') throw new Error('the session cookie is not locked');
  await page.getByRole('main').waitFor();
  say('signed-in');
}

async function openReport(page) {
  const row = page.getByRole('link', { name: options.place });
  const banner = page.getByRole('button', { name: /new report/ });
  await row.or(banner).first().waitFor();
  say('heard');
  if (await banner.isVisible()) await banner.click();
  await row.first().click();
  await page.getByRole('heading', { name: options.place }).waitFor();
  say('opened');
}

async function answer(page) {
  await page.getByLabel('Write to the resident').fill(options.answer);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(options.answer).first().waitFor();
  say('answered');
}

async function shoot(page) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${options.shots}/console-${scheme}.png` });
  }
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB' });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await signIn(page);
  await openReport(page);
  await answer(page);
  if (options.shots) await shoot(page);
  if (faults.length > 0) throw new Error(faults.join('\n'));
} finally {
  await browser.close();
}
