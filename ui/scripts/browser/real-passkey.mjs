// Comes in by a passkey, in a real browser with an authenticator of its own, and says what it has done, a word a line:
// node scripts/browser/real-passkey.mjs --link INVITATION [--shots DIR]
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { plugIn } from './authenticator.mjs';
import { accessible } from './checks.mjs';
import { CHROMIUM, DESKTOP, FLAGS, PHONE } from './chromium.mjs';

const { values: options } = parseArgs({ options: { link: { type: 'string' }, shots: { type: 'string' } } });

const say = (word) => process.stdout.write(`${word}\n`);

async function look(page, name) {
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const wrong = await accessible(page);
      if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('\n')}`);
      if (options.shots)
        await page.screenshot({ path: `${options.shots}/${name}-${scheme}-${viewport.width}.png` });
    }
  }
  await page.setViewportSize(DESKTOP);
}

async function press(page, name) {
  // By the keyboard alone.
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB' });
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const first = await plugIn(devtools, 'internal');

  await page.goto(options.link);
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await look(page, 'invite-passkey');
  await page.getByLabel('What to call it').fill('Work phone');
  await press(page, 'Make the passkey');
  await page.getByRole('navigation').waitFor();
  await page.waitForURL(/\/console\/#\/$/);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith('session'));
  if (!cookie.httpOnly || cookie.sameSite !== 'Strict') throw new Error('the session cookie is not locked');
  say('enrolled');

  await press(page, 'Sign out');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look(page, 'sign-in-passkey');
  await press(page, 'Sign in with a passkey');
  await page.getByRole('navigation').waitFor();
  const again = (await page.context().cookies()).find(({ name }) => name === cookie.name);
  if (again.value === cookie.value) throw new Error('the session is the one from before');
  say('signed-in');

  await page.goto(`${new URL(options.link).origin}/console/#/account`);
  await page.getByText('Work phone').waitFor();
  await press(page, 'Remove');
  await page.getByRole('group').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('This is your last way in.').waitFor();
  await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first });
  await plugIn(devtools, 'usb');
  await press(page, 'Add a passkey');
  await page.getByLabel('What to call it').fill('Key in the safe');
  await press(page, 'Make the passkey');
  await page.getByText('Key in the safe').waitFor();
  await look(page, 'account');
  say('added');

  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('group').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Work phone').waitFor({ state: 'detached' });
  say('removed');
  if (faults.length > 0) throw new Error(faults.join('\n'));
} finally {
  await browser.close();
}
