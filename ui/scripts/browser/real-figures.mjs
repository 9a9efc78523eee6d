// Reads the public page of how a real patrol does in every language, light and dark, on a phone and on a
// desk's screen, and says what is wrong with it; at last how often it looked:
// node scripts/browser/real-figures.mjs --url ORIGIN [--shots DIR]
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { accessible, fitsWidth, largeTargets, reflows } from './checks.mjs';
import { CHROMIUM, DESKTOP, FLAGS, PHONE } from './chromium.mjs';

const { values: options } = parseArgs({ options: { url: { type: 'string' }, shots: { type: 'string' } } });
if (options.shots) mkdirSync(options.shots, { recursive: true });

const LANGUAGES = ['en', 'es', 'uk', 'ar'];
const SIZES = { phone: PHONE, desktop: DESKTOP };

/** The server tells what is due as soon as it has begun. */
async function isTold() {
  const answer = await fetch(`${options.url}/how-we-are-doing.json`);
  return (await answer.json()).months.length > 0;
}
while (!(await isTold()));

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const wrong = [];
let looks = 0;

/** The page in one look. It brings no script, so a browser that runs none shows the same; the checks need theirs. */
async function look(language, colorScheme, size, style = true) {
  const name = `public-${language}-${colorScheme}-${size}${style ? '' : '-plain'}`;
  const page = await browser.newPage({ viewport: SIZES[size], colorScheme });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  if (!style) await page.route('**/*.css', (route) => route.abort());
  await page.goto(`${options.url}/how-we-are-doing?lang=${language}`);
  const found = [
    ...(await accessible(page)),
    ...(await fitsWidth(page, name)),
    ...(style ? await largeTargets(page) : []),
    ...(style && size === 'phone' ? await reflows(page) : []),
    ...asked.filter((url) => !url.startsWith(options.url)).map((url) => `asked elsewhere: ${url}`),
  ];
  if ((await page.locator('script').count()) > 0) found.push('it brings a script');
  if ((await page.locator('tbody tr').count()) < 2) found.push('no month is told');
  if (options.shots) await page.screenshot({ path: `${options.shots}/${name}.png`, fullPage: true });
  wrong.push(...found.map((fault) => `${name}: ${fault}`));
  looks += 1;
  await page.close();
}

for (const language of LANGUAGES) {
  for (const scheme of ['light', 'dark']) {
    for (const size of Object.keys(SIZES)) await look(language, scheme, size);
  }
}
// Readable without its style sheet too.
await look('en', 'light', 'desktop', false);

await browser.close();
if (wrong.length > 0) throw new Error(wrong.join('\n'));
console.log(looks);
