// Serves ui/dist as the shell and the patrol server do: the app at /, the desk at /console/, each under the
// policy that it will live under.
import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const dist = new URL('../../dist/', import.meta.url);
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

const common = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ipc: http://ipc.localhost",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const POLICIES = {
  resident: common,
  console: `${common}; require-trusted-types-for 'script'; trusted-types svelte-trusted-html`,
};

/** Every file of the build, read once: a build that goes on meanwhile changes nothing here. */
function readDist() {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) =>
    entry.parentPath.endsWith('assets') ? `assets/${entry.name}` : entry.name,
  );
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, dist))]));
}

/** Starts on a free port; returns the address, what sends a frame to every live stream, and what ends it. */
export async function serveDist() {
  const files = readDist();
  const streams = new Set();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/v1/staff/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    const isConsole = path.startsWith('/console/');
    const file = isConsole
      ? path.slice('/console/'.length) || 'console.html'
      : path.slice(1) || 'resident.html';
    const body = files.get(file);
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      // What has its hash in its name never changes; the page is asked for anew.
      'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': isConsole ? POLICIES.console : POLICIES.resident,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    tell(event, data) {
      for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
