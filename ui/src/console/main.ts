import '../lib/tokens/base.css';
import '../lib/tokens/parts.css';
import './desk.css';
import { mount } from 'svelte';
import { httpBackend } from '../lib/backend/http';
import { strings } from '../lib/i18n/strings.svelte';
import App from './App.svelte';

async function start(): Promise<void> {
  await strings.use(null, ['shared', 'console']);
  const target = document.querySelector('#app');
  if (target) mount(App, { target, props: { backend: httpBackend } });
}

void start();
