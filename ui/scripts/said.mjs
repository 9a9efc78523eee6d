// Says every message in every language with the UI's own code, as JSON. A test of crates/lamplight-words compares it
// with what Rust says.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { messagesOf } from './keys.mjs';

const locales = fileURLToPath(new URL('../../locales/', import.meta.url));
const ui = fileURLToPath(new URL('..', import.meta.url));
/** Numbers of every plural of every language (CLDR, cardinals): Arabic has six. */
const COUNTS = [0, 1, 2, 3, 5, 10, 11, 21, 22, 25, 99, 100, 101, 102, 103, 111, 1_000, 1_234, 1_000_000];

/** Some arguments for each message; a message with a count is said with all of them. */
function samples(names) {
  const others = names.filter((name) => name !== 'count').map((name) => [name, `‹${name} אב 12›`]);
  const counts = names.includes('count') ? COUNTS.map((count) => ({ count })) : [{}];
  return counts.map((count) => ({ ...Object.fromEntries(others), ...count }));
}

function everythingIn(language, bundleOf) {
  const names = readdirSync(`${locales}${language}`);
  const bundle = bundleOf(
    language,
    names.map((name) => readFileSync(`${locales}${language}/${name}`, 'utf8')),
  );
  const rooms = names.map((name) => name.replace('.ftl', ''));
  return [...messagesOf(language, rooms)].flatMap(([key, names]) =>
    samples(names).map((given) => {
      const text = bundle.formatPattern(bundle.getMessage(key).value, given);
      return { language, key, arguments: given, text };
    }),
  );
}

const { module } = await runnerImport(`${ui}src/lib/i18n/bundle.ts`, {
  configFile: false,
  logLevel: 'error',
});
const said = readdirSync(locales).flatMap((language) => everythingIn(language, module.bundleOf));
process.stdout.write(JSON.stringify(said));
