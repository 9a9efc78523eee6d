import type { Alert, Level } from '../backend/generated/types';
import type { IconName } from '../ui/icons';

/** Where an alert stands for a reader now. Whether it has expired is for the reader's clock to tell. */
export type Standing = 'in_force' | 'ahead' | 'ended' | 'recalled' | 'expired';

export function standing(alert: Alert, nowMs: number): Standing {
  if (alert.state === 'ended' || alert.state === 'recalled') return alert.state;
  if (Date.parse(alert.content.expires) <= nowMs) return 'expired';
  const { effective } = alert.content;
  const begins = effective == null ? null : Date.parse(effective);
  return begins !== null && begins > nowMs ? 'ahead' : 'in_force';
}

const RANK: Readonly<Record<Level, number>> = { extreme: 4, severe: 3, moderate: 2, minor: 1 };

const ICON: Readonly<Record<Level, IconName>> = {
  extreme: 'extreme',
  severe: 'warning',
  moderate: 'attention',
  minor: 'info',
};

/** From 1 to 4; it names the colours. What is not meant is never as loud as what is. */
export function rank(alert: Alert): number {
  return alert.content.status === 'actual' ? RANK[alert.level] : 1;
}

export function levelIcon(alert: Alert): IconName {
  return alert.content.status === 'actual' ? ICON[alert.level] : 'info';
}

/** Alerts in force or ahead, the loudest and newest first, and those that are over, the newest first. */
export function sortAlerts(alerts: readonly Alert[], nowMs: number): { current: Alert[]; over: Alert[] } {
  const newest = (a: Alert, b: Alert) => b.sent.localeCompare(a.sent);
  const isCurrent = (alert: Alert) => ['in_force', 'ahead'].includes(standing(alert, nowMs));
  return {
    current: alerts.filter(isCurrent).sort((a, b) => rank(b) - rank(a) || newest(a, b)),
    over: alerts.filter((alert) => !isCurrent(alert)).sort(newest),
  };
}
