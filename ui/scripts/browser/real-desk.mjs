// Works the real desk of a running server in a real browser, and says what it has done, a word a line:
// node scripts/browser/real-desk.mjs --link INVITATION --place WORDS [--answer TEXT] [--shots DIR]
import { createHmac } from 'node:crypto';
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

const PASSWORD = 'over the footbridge';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an authenticator shows `later` steps of half a minute from now (RFC 6238). */
function codeOf(key, later = 0) {
  const bits = [...key].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', secret).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function signIn(page) {
  // Twice, as a mail program would that looks at links before a person does.
  await page.goto(options.link);
  await page.goto(options.link);
  if (options.link.includes('#')) await enrol(page);
  else await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/console\/(#\/)?$/);
  const [cookie] = await page.context().cookies();
  if (!cookie.httpOnly || cookie.sameSite !== 'Strict') throw new Error('the session cookie is not locked');
  await page.getByRole('main').waitFor();
  say('signed-in');
}

/** Takes an invitation up, signs out, and comes in again with what was chosen. */
async function enrol(page) {
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('The code that the app shows').fill(codeOf(key));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  const name = await page.locator('nav strong').innerText();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  // The code that enrolled is used up; clocks may differ by one step, so the next one is good already.
  await page.getByLabel('Code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').waitFor();
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
  await page.getByRole('button', { name: 'Look it over' }).click();
  await page.getByRole('button', { name: 'Send to the resident' }).click();
  await page.locator('.preview').waitFor({ state: 'hidden' });
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
