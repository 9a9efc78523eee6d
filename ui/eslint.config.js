import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tauriOnlyThroughTheDoor = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/lib/backend/tauri.ts speaks to the shell.' }],
};

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/lib/backend/generated', 'src/lib/i18n/keys.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', tauriOnlyThroughTheDoor],
      'max-lines': ['error', { max: 300, skipComments: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    files: ['**/*.svelte.ts'],
    rules: {
      // Sets and maps stay inside a function or a class; nothing draws from them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      // The router is ours; there is no SvelteKit whose `resolve` could be used.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['src/lib/backend/tauri.ts', 'src/lib/backend/tauri.test.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
