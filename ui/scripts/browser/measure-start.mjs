// Measures how soon the resident's first screen can be used, in a real browser on a slow processor; prints one line of
// JSON: node scripts/browser/measure-start.mjs [--starts N] [--slower TIMES]
// Cold is a browser that has never seen the page, warm one that has. The core answers from memory: what is measured is
// the page.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';
import { CHROMIUM, FLAGS, PHONE } from './chromium.mjs';
import { serveDist } from './server.mjs';

const { values: options } = parseArgs({
  options: { starts: { type: 'string', default: '10' }, slower: { type: 'string', default: '4' } },
});

/** What the first screen asks the core for. */
const ASKED = ['home', 'area', 'settings', 'drafts', 'news'];

/** Answers of the core in memory, as they would cross the bridge. */
async function answersOfCore() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const vite = await createServer({ root, server: { middlewareMode: true, ws: false }, appType: 'custom' });
  const { MockResident } = await vite.ssrLoadModule('/src/lib/backend/mock/resident.ts');
  const core = new MockResident();
  const answers = Object.fromEntries(
    await Promise.all(ASKED.map(async (name) => [name, await core[name]()])),
  );
  await vite.close();
  return answers;
}

/** Answers what the page asks, and notes when its first screen stands and takes a tap. Runs in the page. */
function installShell(answers) {
  window.__TAURI_INTERNALS__ = {
    transformCallback: () => 1,
    invoke: async (command) => structuredClone(answers[command] ?? null),
  };
  window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener() {} };
  window.__usable = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector("nav a[href='#/report']") || !document.querySelector('main .card')) return;
      watch.disconnect();
      // Drawn, and with nothing left to do before a tap would be heard.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
}

async function usableAfter(page, url) {
  await page.goto(url);
  return page.evaluate(() => window.__usable);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const answers = await answersOfCore();
const server = await serveDist();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const [cold, warm] = [[], []];
try {
  for (let start = 0; start < Number(options.starts); start += 1) {
    const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slower) });
    await page.addInitScript(installShell, answers);
    cold.push(await usableAfter(page, `${server.origin}/resident.html`));
    // Another address first: to go where one is would load nothing.
    await page.goto('about:blank');
    warm.push(await usableAfter(page, `${server.origin}/resident.html`));
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(
  JSON.stringify({
    slower: Number(options.slower),
    starts: cold.length,
    cold_ms: Math.round(median(cold)),
    warm_ms: Math.round(median(warm)),
  }),
);
