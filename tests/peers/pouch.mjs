// PouchDB on LevelDB, replicating to express-pouchdb on LevelDB.

import { fileURLToPath } from 'node:url';
import { mkdirSync } from 'node:fs';

import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

import { compare, photo, report, task } from './drain.mjs';

const BATCH = 100;

async function serve(folder) {
  const prefix = `${folder}/server/`;
  mkdirSync(prefix, { recursive: true });
  const app = express();
  app.use('/', expressPouch(PouchDB.defaults({ prefix }), { inMemoryConfig: true, logPath: `${prefix}log` }));
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}/reports`));
  });
}

function document(number) {
  const attachment = { content_type: 'image/jpeg', data: photo() };
  return {
    _id: String(number).padStart(8, '0'),
    ...report(number),
    ...(task.photoBytes > 0 && { _attachments: { photo: attachment } }),
  };
}

async function fill(device) {
  for (let first = 0; first < task.reports; first += BATCH) {
    const count = Math.min(BATCH, task.reports - first);
    await device.bulkDocs(Array.from({ length: count }, (_, index) => document(first + index)));
  }
}

async function drain(url) {
  const device = new PouchDB(`${task.folder}/device`);
  await fill(device);
  const remote = new PouchDB(url);
  await remote.info();
  const began = performance.now();
  await device.replicate.to(remote, { batch_size: BATCH });
  const elapsedMs = performance.now() - began;
  const { doc_count: arrived } = await remote.info();
  if (arrived !== task.reports) throw new Error(`${arrived} of ${task.reports} arrived`);
  if (task.photoBytes > 0) {
    const bytes = await remote.getAttachment(document(0)._id, 'photo');
    if (bytes.length !== task.photoBytes) throw new Error('a photo did not arrive whole');
  }
  return elapsedMs;
}

await compare(fileURLToPath(import.meta.url), {
  serve,
  drain,
  syncs: 'nothing: LevelDB writes without a sync',
});
