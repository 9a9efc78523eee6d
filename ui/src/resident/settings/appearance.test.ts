import { beforeEach, expect, test } from 'vitest';
import { choose, chosen, forget, show } from './appearance';

const { style } = document.documentElement;

beforeEach(forget);

test('what was chosen holds at the next start', () => {
  choose({ theme: 'dark', size: 150 });
  expect([style.colorScheme, style.fontSize]).toEqual(['dark', '150%']);
  expect(chosen()).toEqual({ theme: 'dark', size: 150 });
});

test('as the system has it, nothing is set', () => {
  choose({ theme: 'light', size: 200 });
  forget();
  expect([style.colorScheme, style.fontSize]).toEqual(['', '']);
  expect(chosen()).toEqual({ theme: 'system', size: 100 });
});

test.each(['{"theme":"pink","size":7}', 'not json', 'null'])('what is kept as %s does no harm', (kept) => {
  localStorage.setItem('lamplight-appearance', kept);
  expect(chosen()).toEqual({ theme: 'system', size: 100 });
  show(chosen());
});
