// What the peers have in common: so many reports with a photo each, a server in a process of its own, and one
// line of JSON with what it took. Making the reports and starting the programs is not counted.

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    reports: { type: 'string' },
    'photo-bytes': { type: 'string' },
    folder: { type: 'string' },
  },
});

/** What to drain: `photoBytes` is 0 for reports without photos. */
export const task = {
  reports: Number(values.reports),
  photoBytes: Number(values['photo-bytes']),
  folder: values.folder,
};

/** One report as a device would send it, some 450 bytes. */
export function report(number) {
  return {
    category: 'vandalism',
    place: { point: { lat: 60.16 + number / 1e6, lon: 24.93 }, words: `Quay Road ${number}` },
    occurred_at: '2026-11-20T10:00:00.000Z',
    note: 'Fresh paint across the footbridge, about two metres. '.repeat(4),
    language: 'en',
  };
}

/** Bytes that nothing can make smaller, like those of a photo. */
export function photo() {
  return randomBytes(task.photoBytes);
}

/** Runs `serve` in a process of its own and `drain` in this one, and prints how long `drain` took. */
export async function compare(file, { serve, drain, syncs }) {
  if (process.env.PEER_SERVES) {
    process.send({ url: await serve(task.folder) });
    return;
  }
  const server = fork(file, process.argv.slice(2), { env: { ...process.env, PEER_SERVES: '1' } });
  try {
    const [{ url }] = await once(server, 'message');
    const elapsedMs = await drain(url);
    console.log(JSON.stringify({ reports: task.reports, elapsed_ms: elapsedMs, syncs }));
  } finally {
    server.kill();
  }
}
