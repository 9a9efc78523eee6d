import { expect, test } from 'vitest';
import { readServerAddress } from './server-address';

test.each([
  ['https://patrol.example', 'https://patrol.example'],
  [' patrol.example ', 'https://patrol.example'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['https://city.example/patrol/', 'https://city.example/patrol'],
])('%s is read as %s', (typed, address) => {
  expect(readServerAddress(typed)).toBe(address);
});

test.each([
  'ftp://patrol.example',
  'javascript://x',
  'two words',
  'https://',
  'https://user:secret@patrol.example',
  'https://patrol.example/?a=b',
  'https://patrol.example/#a',
])('%s is refused', (typed) => {
  expect(readServerAddress(typed)).toBeNull();
});
