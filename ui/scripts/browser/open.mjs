// Opens a page of the built bundle with a backend in memory behind it.

/** The evening on which every picture is taken. */
export const NOW = Date.parse('2026-11-21T19:41:00Z');

const CONTEXT = { timezoneId: 'Europe/Madrid', serviceWorkers: 'block' };
const LOCALES = { en: 'en-GB' };

/** A page with what went wrong on it: errors of scripts, and calls to anywhere else. */
async function newPage(browser, origin, look) {
  const context = await browser.newContext({
    ...CONTEXT,
    locale: LOCALES[look.language] ?? look.language,
    colorScheme: look.scheme,
    viewport: look.viewport,
    hasTouch: look.touch ?? false,
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-write'], { origin });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refused call is logged by the browser itself; the screens show it, which is what is tested.
    const isRefusedCall = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusedCall) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      faults.push(`request to ${request.url()}`);
  });
  /** Ends it; throws with what went wrong on it and nobody has looked at. */
  async function close() {
    await context.close();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
  return { page, faults, data: new Set(), close };
}

/** Adds every text in what crossed the door: on a screen it is data, not words. */
function collect(data, value) {
  if (typeof value === 'string') data.add(value);
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const part of Object.values(value)) collect(data, part);
}

const camel = (command) => command.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** What the shell would put into the window. Runs in the page. */
function installShell() {
  const callbacks = new Map();
  /** Who hears which event. A screen has many listeners: one for each thing that it reads. */
  const listeners = new Map();
  let next = 1;
  window.__tell = (payload) => {
    for (const [id, { event, handler }] of listeners)
      if (event === 'change') callbacks.get(handler)?.({ event, id, payload });
  };
  window.__TAURI_INTERNALS__ = {
    transformCallback(callback) {
      callbacks.set(next, callback);
      return next++;
    },
    async invoke(command, args, options) {
      if (command === 'plugin:event|listen') {
        const id = next++;
        listeners.set(id, { event: args.event, handler: args.handler });
        return id;
      }
      if (command.startsWith('plugin:')) return null;
      // A file's bytes come as they are, with what belongs to them in a header.
      const isFile = args instanceof Uint8Array;
      const named = isFile ? { id: options.headers['draft-id'], file: [...args] } : args;
      const { value, failure } = await window.__core(command, named);
      if (failure) throw failure;
      const isBytes = ['photo_bytes', 'map_bytes'].includes(command);
      return isBytes && value !== null ? new Uint8Array(value).buffer : value;
    },
  };
  window.__TAURI_EVENT_PLUGIN_INTERNALS__ = {
    unregisterListener: (event, id) => void listeners.delete(id),
  };
}

/** The error as the core would send it over the bridge. */
function asCoreFailure({ kind, code, field }) {
  if (code?.startsWith('photo')) return { kind: 'photo', message: code };
  if (code === 'drafts_too_many') return { kind: code };
  if (kind === 'unreachable') return { kind: 'unanswered' };
  if (kind === 'not_saved') return { kind, message: { reason: code ?? 'disk_full' } };
  return kind === 'invalid' ? { kind, message: { code, field, detail: '' } } : { kind, message: kind };
}

/** Bytes cross from here into the page as a list of numbers. */
const asPlain = (value) => (value instanceof Uint8Array ? [...value] : (value ?? null));

/** The resident app before `core`, an object with the methods of the door. */
export async function openResident(browser, origin, look, core, path) {
  const opened = await newPage(browser, origin, look);
  const { page, data } = opened;
  await page.exposeFunction('__core', async (command, args) => {
    try {
      const value = await core[camel(command)](...Object.values(args));
      collect(data, [args, value]);
      return { value: asPlain(value) };
    } catch (error) {
      return { failure: asCoreFailure(error) };
    }
  });
  await page.addInitScript(installShell);
  const stop = core.onChange(
    (change) => void page.evaluate((payload) => window.__tell?.(payload), change).catch(() => undefined),
  );
  await page.goto(`${origin}/resident.html#${path}`);
  await settle(page);
  return { ...opened, close: () => (stop(), opened.close()) };
}

/** The desk before `server`, which answers the calls under /v1. */
export async function openDesk(browser, origin, look, server, path) {
  const opened = await newPage(browser, origin, look);
  const { page, data } = opened;
  await page.route('**/v1/**', (route) => server.answer(route));
  page.on('request', (request) => {
    if (request.headers()['content-type']?.includes('json')) collect(data, request.postDataJSON());
  });
  page.on('response', async (response) => {
    const isAnswer = response.url().includes('/v1/') && response.headers()['content-type']?.includes('json');
    if (isAnswer) collect(data, await response.json().catch(() => null));
  });
  await page.goto(`${origin}/console/#${path}`);
  await settle(page);
  return opened;
}

/** Waits until the page has drawn what it has. */
export async function settle(page) {
  await page.waitForSelector('h1', { state: 'attached' });
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 30))),
      ),
  );
}
