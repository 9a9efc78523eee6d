import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In development the console talks to a patrol server that was started by hand. */
const patrolServer = process.env['LAMPLIGHT_SERVER'] ?? 'http://127.0.0.1:8080';

/** The words without what is said to translators: every device loads them before its first screen. */
const wordsAlone: Plugin = {
  name: 'words-alone',
  enforce: 'pre',
  load(id) {
    const [file, query] = id.split('?');
    if (!file?.endsWith('.ftl') || query !== 'raw') return null;
    const text = readFileSync(file, 'utf8')
      .replaceAll(/^#.*\n/gm, '')
      .replaceAll(/\n{2,}/g, '\n');
    return `export default ${JSON.stringify(text)}`;
  },
};

/**
 * Leaflet writes a piece of markup when it is loaded, to find out whether the browser knows SVG. The console's policy
 * refuses all markup; every browser of these years knows SVG.
 */
const leafletWithoutMarkup: Plugin = {
  name: 'leaflet-without-markup',
  apply: 'build',
  transform(code, id) {
    if (!/\/leaflet\/dist\/[^?]+\.js$/.test(id)) return null;
    const without = code.replace("div.innerHTML = '<svg/>';", 'div.append(svgCreate("svg"));');
    if (without === code)
      this.error('Leaflet finds out about SVG in another way now: see whether it may be loaded');
    return { code: without, map: null };
  },
};

export default defineConfig({
  // The window serves the files from its root, the patrol server from /console/: relative paths fit both.
  base: './',
  plugins: [wordsAlone, leafletWithoutMarkup, svelte(), svelteTesting()],
  resolve: { alias: { $lib: here('./src/lib') } },
  server: {
    port: 5173,
    strictPort: true,
    // The texts lie beside this folder, because Rust reads them too.
    fs: { allow: ['..'] },
    proxy: { '/v1': patrolServer },
  },
  build: {
    target: 'es2022',
    // The policy of both pages allows no inline script, which the polyfill would be.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { resident: here('./resident.html'), console: here('./console.html') },
      output: {
        // The words of one language and page are a chunk of their own, named so that their size can be told.
        chunkFileNames: ({ facadeModuleId }) => {
          const [, language] = facadeModuleId?.match(/locales\/(\w+)\/\w+\.ftl/) ?? [];
          if (language !== undefined) return `assets/words-${language}-[name]-[hash].js`;
          // So can the map's: what draws it, and what reads its file.
          const isMap = /\/leaflet-map\.ts$|\/pmtiles\//.test(facadeModuleId ?? '');
          return `assets/${isMap ? 'leaflet-map' : 'lib'}-[hash].js`;
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    // A machine with much to do at once is slow; what hangs still ends.
    testTimeout: 20_000,
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/lib/testing/setup.ts'],
  },
});
