import { rank, sortAlerts, standing } from '../../lib/alert/standing';
import type { Alert } from '../../lib/backend/generated/types';
import { number } from '../../lib/i18n/format';
import type { MapArea } from '../../lib/map/overlays';

export interface OutlinedAlert extends MapArea {
  alert: Alert;
}

/** The alerts in force that are about a part of the ground, the loudest first, each with its number on the map. */
export function alertsOnMap(alerts: readonly Alert[], nowMs: number): OutlinedAlert[] {
  const { current } = sortAlerts(alerts, nowMs);
  const inForce = current.filter((alert) => standing(alert, nowMs) === 'in_force');
  return inForce
    .flatMap((alert) => (alert.content.region ? [{ alert, region: alert.content.region }] : []))
    .map(({ alert, region }, place) => ({ alert, region, rank: rank(alert), number: number(place + 1) }));
}
