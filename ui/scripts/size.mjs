// Prints what each page loads at first, packed by gzip, and fails above its limit: its HTML, the scripts and
// styles that the HTML names, and the words of its largest language. With --json it prints one object, in bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KIB = 1024;
/** In bytes. */
const LIMITS = { resident: 60 * KIB, console: 110 * KIB };
/** The files of words that each page begins with. */
const ROOMS = { resident: ['shared', 'first'], console: ['shared', 'console'] };
/** The map, which is loaded when the first one is shown: its scripts and styles together. */
const MAP_LIMIT = 90 * KIB;

const asJson = process.argv.includes('--json');
const dist = new URL('../dist/', import.meta.url);
const packed = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const assets = readdirSync(new URL('assets/', dist)).map((name) => `assets/${name}`);

function wordsOf(page) {
  const sizes = new Map();
  for (const file of assets) {
    const [, language, room] = file.match(/words-(\w+)-(\w+)-[^/]*\.js$/) ?? [];
    if (ROOMS[page].includes(room)) sizes.set(language, (sizes.get(language) ?? 0) + packed(file));
  }
  return Math.max(0, ...sizes.values());
}

function firstLoad(page) {
  const html = readFileSync(new URL(`${page}.html`, dist), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file);
  const parts = {
    html: packed(`${page}.html`),
    scripts: named.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + packed(file), 0),
    styles: named.filter((file) => file.endsWith('.css')).reduce((sum, file) => sum + packed(file), 0),
    words: wordsOf(page),
  };
  return { ...parts, total: Object.values(parts).reduce((sum, size) => sum + size, 0) };
}

function mapChunk() {
  const files = assets.filter((file) => /leaflet-map-[^/]*\.(js|css)$/.test(file));
  if (files.length === 0) throw new Error('the map is no chunk of its own any more');
  return files.reduce((sum, file) => sum + packed(file), 0);
}

let fits = true;
const bytes = {};
for (const [page, limit] of Object.entries(LIMITS)) {
  const sizes = firstLoad(page);
  fits &&= sizes.total <= limit;
  bytes[page] = { total: sizes.total, limit };
  if (asJson) continue;
  const told = Object.entries(sizes).map(([part, size]) => `${part} ${(size / KIB).toFixed(1)}`);
  console.log(`${page}: ${told.join(', ')} KiB of at most ${limit / KIB}`);
}
const map = mapChunk();
fits &&= map <= MAP_LIMIT;
bytes.map = { total: map, limit: MAP_LIMIT };
if (asJson) console.log(JSON.stringify(bytes));
else console.log(`map: ${(map / KIB).toFixed(1)} KiB of at most ${MAP_LIMIT / KIB}`);
if (!fits) {
  console.error('A page loads more than it may.');
  process.exitCode = 1;
}
