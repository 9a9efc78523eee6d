// Writes two hundred texts that a page with a hole would run into every field that takes free text, looks at all of them in
// the real console, and says how many it has seen:
// node scripts/browser/real-payloads.mjs --link INVITATION --token TOKEN
import { createHash, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM, DESKTOP, FLAGS } from './chromium.mjs';
import { payloads } from './payloads.mjs';

const { values: options } = parseArgs({ options: { link: { type: 'string' }, token: { type: 'string' } } });
const { origin } = new URL(options.link);

const HOUR_MS = 3_600_000;
const inHours = (hours) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const cut = (text, chars) => [...text].slice(0, chars).join('');

async function put(path, body, headers) {
  const answer = await fetch(`${origin}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

/** As a resident: a report with the text in every field, a message, and a last word by which it is known. */
async function report(text, last) {
  const id = randomUUID();
  const send = (path, body) =>
    put(path, body, {
      authorization: 'Receipt 0123456789ABCDEFGHJK',
      'content-digest': `sha-256=:${createHash('sha256').update(JSON.stringify(body)).digest('base64')}:`,
    });
  await send(`/v1/reports/${id}`, {
    category: 'vandalism',
    occurred_at: inHours(-1),
    language: 'en',
    note: text,
    place: { words: cut(text, 200) },
    contact: { name: cut(text, 100), reach: cut(text, 254) },
  });
  for (const said of [text, last]) await send(`/v1/reports/${id}/messages/${randomUUID()}`, { text: said });
  return id;
}

/** As staff: a program with every right. */
const asStaff = (path, body) =>
  put(`/v1/staff/${path}`, body, {
    authorization: `Bearer ${options.token}`,
    'content-type': 'application/json',
  });

const alert = (text) =>
  asStaff(`alerts/${randomUUID()}`, {
    status: 'actual',
    category: 'safety',
    urgency: 'future',
    severity: 'minor',
    certainty: 'possible',
    expires: inHours(6),
    texts: [
      {
        language: 'en',
        headline: cut(text, 160),
        source: cut(text, 200),
        hazard: cut(text, 200),
        place: cut(text, 200),
        description: text,
        instruction: text,
      },
    ],
  });

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB' });
  const faults = [];
  page.on('dialog', (dialog) => (faults.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.exposeFunction('tellViolation', (what) => faults.push(`the policy was needed: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(options.link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/console\/$/);
  let seen = 0;
  for (const text of payloads) {
    const last = `word ${seen}.`;
    const id = await report(text, last);
    await page.goto(`${origin}/console/#/reports/${id}`);
    await page.getByText(last, { exact: true }).waitFor();
    if (await page.evaluate(() => '__ran' in window)) faults.push(`it ran: ${text}`);
    if (faults.length > 0) throw new Error(`${text}\n${faults.join('\n')}`);
    seen += 1;
  }
  for (const text of payloads) await alert(text);
  for (const path of ['alerts', 'reports', 'team']) {
    await page.goto(`${origin}/console/#/${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    if (await page.evaluate(() => '__ran' in window)) faults.push(`it ran at ${path}`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  process.stdout.write(`${seen}\n`);
} finally {
  await browser.close();
}
