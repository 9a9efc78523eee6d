import '../lib/tokens/base.css';
import '../lib/tokens/parts.css';
import './desk.css';
import { mount } from 'svelte';
import { httpBackend } from '../lib/backend/http';
import App from './App.svelte';
import { chosenLanguage, showLanguage } from './language';

async function start(): Promise<void> {
  await showLanguage(chosenLanguage());
  const target = document.querySelector('#app');
  if (target) mount(App, { target, props: { backend: httpBackend } });
}

void start();
