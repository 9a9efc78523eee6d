// tus: one resumable upload for each photo, with its report in the upload's metadata.

import { createServer } from 'node:http';
import { mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { Upload } from 'tus-js-client';

import { compare, photo, report, task } from './drain.mjs';

/** As many as Lamplight has in flight. */
const IN_FLIGHT = 8;

const uploads = (folder) => `${folder}/uploads`;

function serve(folder) {
  const directory = uploads(folder);
  mkdirSync(directory, { recursive: true });
  const tus = new Server({ path: '/files', datastore: new FileStore({ directory }) });
  return new Promise((resolve) => {
    const server = createServer(tus.handle.bind(tus)).listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${server.address().port}/files`),
    );
  });
}

function upload(endpoint, number, bytes) {
  return new Promise((onSuccess, onError) => {
    const metadata = { report: JSON.stringify(report(number)) };
    // With the bytes in the first request: the fastest way that tus has.
    new Upload(bytes, { endpoint, metadata, uploadDataDuringCreation: true, onSuccess, onError }).start();
  });
}

async function drain(endpoint) {
  const photos = Array.from({ length: task.reports }, photo);
  let next = 0;
  const lane = async () => {
    while (next < photos.length) {
      const number = next++;
      await upload(endpoint, number, photos[number]);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  const elapsedMs = performance.now() - began;
  const arrived = readdirSync(uploads(task.folder)).filter((name) => name.endsWith('.json')).length;
  if (arrived !== task.reports) throw new Error(`${arrived} of ${task.reports} arrived`);
  return elapsedMs;
}

await compare(fileURLToPath(import.meta.url), {
  serve,
  drain,
  syncs: 'nothing: files are written without a sync',
});
