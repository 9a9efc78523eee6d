// A whole shift at the real desk, in a real browser: in by an invitation and a passkey, a report taken in charge, and its
// resident answered. Says what it has done, a word a line:
// node scripts/browser/real-shift.mjs --link INVITATION --place WORDS --answer TEXT [--shots DIR]
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { plugIn } from './authenticator.mjs';
import { CHROMIUM, DESKTOP, FLAGS } from './chromium.mjs';

const { values: options } = parseArgs({
  options: {
    link: { type: 'string' },
    place: { type: 'string' },
    answer: { type: 'string' },
    shots: { type: 'string' },
  },
});

const say = (word) => process.stdout.write(`${word}\n`);

async function comeIn(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await plugIn(devtools, 'internal');
  await page.goto(options.link);
  await page.getByLabel('What to call it').fill('Work phone');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByRole('navigation').waitFor();
  say('in');
}

/** The report comes while the desk is open: nobody loads the page again. */
async function triage(page) {
  const row = page.getByRole('link', { name: options.place });
  const banner = page.getByRole('button', { name: /new report/ });
  await row.or(banner).first().waitFor();
  if (await banner.isVisible()) await banner.click();
  await row.first().click();
  await page.getByRole('heading', { name: options.place }).waitFor();
  await page.getByRole('button', { name: 'Take charge' }).click();
  await page.getByRole('button', { name: 'Patrol on the way' }).waitFor();
  say('in-charge');
}

async function reply(page) {
  await page.getByLabel('Write to the resident').fill(options.answer);
  await page.getByRole('button', { name: 'Look it over' }).click();
  await page.getByRole('button', { name: 'Send to the resident' }).click();
  await page.locator('.preview').waitFor({ state: 'hidden' });
  await page.getByText(options.answer).first().waitFor();
  say('answered');
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB' });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  for (const step of [comeIn, triage, reply]) {
    await step(page);
    if (options.shots) await page.screenshot({ path: `${options.shots}/shift-${step.name}.png` });
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
} finally {
  await browser.close();
}
