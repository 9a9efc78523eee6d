import { describe, expect, test } from 'vitest';
import { alerts } from '../backend/mock/fixtures';
import type { Certainty, Level, Severity, Urgency } from '../backend/generated/types';
import { levelOf } from './level';
import { rank, sortAlerts, standing } from './standing';

const NOW = Date.parse('2026-11-21T19:41:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const [alert] = alerts(NOW);
if (!alert) throw new Error('there is an alert to test with');

describe('where an alert stands', () => {
  test('is in force until the minute it expires', () => {
    const content = { ...alert.content, expires: at(0) };
    expect(standing({ ...alert, content }, NOW - 1)).toBe('in_force');
    expect(standing({ ...alert, content }, NOW)).toBe('expired');
  });

  test('is ahead until it begins', () => {
    const content = { ...alert.content, effective: at(5) };
    expect(standing({ ...alert, content }, NOW)).toBe('ahead');
    expect(standing({ ...alert, content }, NOW + 5 * 60_000)).toBe('in_force');
  });

  test('is over once it was ended or taken back, whatever its times say', () => {
    expect(standing({ ...alert, state: 'ended' }, NOW)).toBe('ended');
    expect(standing({ ...alert, state: 'recalled' }, NOW)).toBe('recalled');
  });
});

test('a test is never as loud as what is meant', () => {
  const content = { ...alert.content, status: 'test' as const };
  expect(rank({ ...alert, level: 'extreme', content })).toBe(1);
  expect(rank({ ...alert, level: 'extreme' })).toBe(4);
});

test('the loudest comes first, and what is over comes apart', () => {
  const { current, over } = sortAlerts(alerts(NOW), NOW);
  expect(current.map(rank)).toEqual([3, 2, 1]);
  expect(over.map((one) => standing(one, NOW))).toEqual(['ended', 'expired']);
});

describe('the level told while an alert is written', () => {
  // The cells of the server's table that lie at its borders.
  test.each<[Urgency, Severity, Certainty, Level]>([
    ['immediate', 'extreme', 'observed', 'extreme'],
    ['immediate', 'extreme', 'likely', 'extreme'],
    ['expected', 'extreme', 'observed', 'severe'],
    ['immediate', 'severe', 'observed', 'severe'],
    ['immediate', 'extreme', 'possible', 'moderate'],
    ['future', 'extreme', 'observed', 'moderate'],
    ['past', 'extreme', 'observed', 'minor'],
    ['immediate', 'minor', 'observed', 'minor'],
    ['immediate', 'moderate', 'observed', 'moderate'],
    ['immediate', 'unknown', 'possible', 'moderate'],
    ['unknown', 'unknown', 'unknown', 'minor'],
    ['immediate', 'severe', 'unlikely', 'moderate'],
  ])('%s, %s, %s is %s', (urgency, severity, certainty, level) => {
    expect(levelOf(urgency, severity, certainty)).toBe(level);
  });
});
