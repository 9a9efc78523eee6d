// The map of the demo's town, as a device has it: made by the program that makes it for the demo.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../../target', import.meta.url));
const program = join(target, 'debug/town');

let made;

/** The pack, with what the core tells of it. */
export function townMap() {
  made ??= make();
  return made;
}

/** The desk in memory has the map. */
export function deskWithMap(desk) {
  const { file, pack } = townMap();
  desk.map_ = pack;
  desk.mapFile_ = file;
}

/** Waits until the map of a page has drawn its tiles. */
export async function mapDrawn(page) {
  await page.locator('.map canvas').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.map canvas').length > 3);
  await page.waitForTimeout(1500);
}

function make() {
  if (!existsSync(program)) throw new Error('the town is not built: run cargo build first');
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-town-'));
  try {
    execFileSync(program, ['--out', folder]);
    const file = new Uint8Array(readFileSync(join(folder, 'area.pmtiles')));
    const pack = {
      sha256: 'ab'.repeat(32),
      size_bytes: file.length,
      zoom_min: 10,
      zoom_max: 15,
      bounds: { west: -0.03, south: 59.995, east: 0.06, north: 60.035 },
      attribution: 'Alder Quay, a fictional town',
    };
    return { file, pack };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
