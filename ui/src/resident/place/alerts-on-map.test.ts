import { expect, test } from 'vitest';
import { alerts } from '../../lib/backend/mock/fixtures';
import type { Alert, Region } from '../../lib/backend/generated/types';
import { alertsOnMap } from './alerts-on-map';

const NOW_MS = Date.parse('2026-11-21T19:41:00Z');
const SOMEWHERE: Region = { type: 'MultiPolygon', coordinates: [] };

const about = (alert: Alert, region: Region): Alert => ({ ...alert, content: { ...alert.content, region } });

test('an alert about everywhere is on no map', () => {
  expect(alertsOnMap(alerts(NOW_MS), NOW_MS)).toEqual([]);
});

test('those in force are numbered, the loudest first, and what is over is left out', () => {
  const everywhere = alerts(NOW_MS).map((alert) => about(alert, SOMEWHERE));
  const shown = alertsOnMap(everywhere, NOW_MS).map(({ alert, number, rank }) => [
    number,
    rank,
    alert.content.texts[0]?.headline,
  ]);
  expect(shown).toEqual([
    ['1', 3, 'Gas smell near Mill Street'],
    ['2', 2, 'High water on the lower quay'],
    ['3', 1, 'Siren test at noon'],
  ]);
});

test('an alert that is still to come is not outlined yet', () => {
  const [first] = alerts(NOW_MS);
  if (!first) throw new Error('no alert');
  const ahead = about(first, SOMEWHERE);
  ahead.content.effective = new Date(NOW_MS + 60_000).toISOString();
  expect(alertsOnMap([ahead], NOW_MS)).toEqual([]);
});
