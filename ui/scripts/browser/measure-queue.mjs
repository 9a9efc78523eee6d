// Measures the desk's list before a running server with many reports, in a real browser; prints one line of JSON:
// node scripts/browser/measure-queue.mjs --link LINK [--reports N --origin ORIGIN]
// With --reports it sends so many first, as devices would. The link is one of `lamplight-server staff link`.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM, DESKTOP, FLAGS } from './chromium.mjs';

const { values: options } = parseArgs({
  options: { link: { type: 'string' }, reports: { type: 'string', default: '0' } },
});

/** Reports that are on their way to the server at a time. */
const AT_ONCE = 64;
/** How long the list is scrolled without a pause, in milliseconds. */
const SCROLL_MS = 8_000;
/** How often each filter is chosen. */
const CHOICES = 15;
const CATEGORIES = [
  'vandalism',
  'lighting_hazard',
  'noise_disorder',
  'litter_dumping',
  'vehicle',
  'lost_found',
];
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

async function send(origin, number) {
  const body = JSON.stringify({
    category: CATEGORIES[number % CATEGORIES.length],
    place: { words: `Mill Street ${number}, by the footbridge` },
    occurred_at: new Date().toISOString(),
    note: 'Fresh paint, still wet',
    language: 'en',
    photos: [],
  });
  const answer = await fetch(`${origin}/v1/reports/${randomUUID()}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
      authorization: `Receipt ${[...randomBytes(20)].map((byte) => LETTERS[byte % 32]).join('')}`,
    },
    body,
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

async function sendAll(origin, count) {
  let next = 0;
  const one = async () => {
    while (next < count) await send(origin, next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const sorted = (times) => [...times].sort((a, b) => a - b);
const at = (times, part) => Math.round(sorted(times)[Math.floor(times.length * part)] * 10) / 10;
const told = (times) => ({
  p50: at(times, 0.5),
  p95: at(times, 0.95),
  most: at(times, 0.9999),
  of: times.length,
});

/** Scrolls down through all rows, and tells how long each frame took and how far it came. Runs in the page. */
function scrollThrough(ms) {
  const queue = document.querySelector('.queue');
  const frames = [];
  const start = performance.now();
  let before = start;
  return new Promise((resolve) => {
    function step(now) {
      frames.push(now - before);
      before = now;
      queue.scrollTop += 900;
      if (now - start < ms) requestAnimationFrame(step);
      else
        resolve({
          frames: frames.slice(1),
          rows: document.querySelector('[data-key]:last-child').ariaPosInSet,
        });
    }
    requestAnimationFrame(step);
  });
}

/**
 * Chooses a filter by its address, and tells how long it takes until the other rows are drawn, and how much of
 * that after the server's answer. Runs in the page.
 */
function choose(hash) {
  const list = document.querySelector('.queue ul');
  const first = () => list.querySelector('[data-key]')?.textContent;
  const before = first();
  const start = performance.now();
  return new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (first() === before) return;
      watch.disconnect();
      // Until it is on the screen, and not only in the tree.
      requestAnimationFrame(() =>
        setTimeout(() => {
          const now = performance.now();
          const [answer] = performance
            .getEntriesByType('resource')
            .filter(({ name, startTime }) => name.includes('/staff/reports?') && startTime >= start);
          performance.clearResourceTimings();
          resolve({ whole: now - start, page: now - (answer?.responseEnd ?? start) });
        }),
      );
    });
    watch.observe(list, { childList: true, subtree: true, characterData: true });
    location.hash = hash;
  });
}

async function measure(page) {
  await page.locator('[data-key]').nth(5).waitFor();
  await page.goto(`${new URL(options.link).origin}/console/#/reports?category=noise_disorder`);
  const filters = [];
  for (let turn = 0; turn < CHOICES; turn += 1) {
    for (const category of ['vandalism', 'vehicle']) {
      filters.push(await page.evaluate(choose, `/reports?category=${category}`));
    }
  }
  await page.evaluate(choose, '/reports');
  const { frames, rows } = await page.evaluate(scrollThrough, SCROLL_MS);
  const drawn = await page.locator('[data-key]').count();
  const whole = told(filters.map((one) => one.whole));
  const afterAnswer = told(filters.map((one) => one.page));
  return {
    filter_ms: whole,
    filter_after_answer_ms: afterAnswer,
    frame_ms: told(frames),
    scrolled_to_row: Number(rows),
    rows_drawn: drawn,
  };
}

await sendAll(new URL(options.link).origin, Number(options.reports));
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB' });
  await page.goto(options.link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/console\/(#\/)?$/);
  console.log(JSON.stringify(await measure(page)));
} finally {
  await browser.close();
}
