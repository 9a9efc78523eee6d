import { expect, test } from 'vitest';
import { filterOf, partsOf, withPart } from './filter';

const NOW = Date.parse('2026-11-21T19:41:00Z');
const of = (query: string) => filterOf(new URLSearchParams(query), NOW);

test('open reports are shown unless a status is named', () => {
  expect(of('').status).toBe('received,seen,assigned,on_the_way');
  expect(of('status=closed').status).toBe('closed');
  expect(of('status=all').status).toBeUndefined();
});

test('an age is reckoned from now, so that a link says the same tomorrow', () => {
  expect(of('age=24').received_before).toBe('2026-11-20T19:41:00.000Z');
  expect(of('age=nonsense')).not.toHaveProperty('received_before');
});

test('what an address makes up is not asked of the server', () => {
  expect(of('order=loudest').order).toBeUndefined();
  expect(partsOf(new URLSearchParams('colour=red&category='))).toEqual([]);
});

test('a part is changed and taken out, and the others stay', () => {
  const query = new URLSearchParams('mine=1&category=vehicle');
  expect(withPart(query, 'category', 'vandalism')).toBe('?mine=1&category=vandalism');
  expect(withPart(query, 'category', '')).toBe('?mine=1');
  expect(withPart(new URLSearchParams('mine=1'), 'mine', '')).toBe('');
});
