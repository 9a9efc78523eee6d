import type { AuditEntry } from '../../lib/backend/backend';

/** What was done, in words. Acts that this console does not know yet are shown by their names. */
const WORDS = {
  'report.status': 'act-report-status',
  'report.message': 'act-report-message',
  'report.initiative': 'act-report-initiative',
  'report.place_read': 'act-report-place-read',
  'report.contact_read': 'act-report-contact-read',
  'reports.export': 'act-reports-export',
  'alert.publish': 'act-alert-publish',
  'alert.update': 'act-alert-update',
  'alert.end': 'act-alert-end',
  'news.publish': 'act-news-publish',
  'news.update': 'act-news-update',
  'news.withdraw': 'act-news-withdraw',
  'picture.keep': 'act-picture-keep',
  'patrol.plan': 'act-patrol-plan',
  'patrol.edit': 'act-patrol-edit',
  'patrol.call_off': 'act-patrol-call-off',
  'patrol.visit': 'act-patrol-visit',
  'patrol.note': 'act-patrol-note',
  'trial.plan': 'act-trial-plan',
  'trial.call_off': 'act-trial-call-off',
  'event.publish': 'act-event-publish',
  'event.update': 'act-event-update',
  'event.cancel': 'act-event-cancel',
  'person.invite': 'act-person-invite',
  'invitation.withdraw': 'act-invitation-withdraw',
  'person.enrol': 'act-person-enrol',
  'person.rights': 'act-person-rights',
  'person.shut_out': 'act-person-shut-out',
  'person.let_in': 'act-person-let-in',
  'passkey.add': 'act-passkey-add',
  'passkey.remove': 'act-passkey-remove',
  'session.open': 'act-session-open',
  'session.end': 'act-session-end',
  'session.end_all': 'act-session-end-all',
  'token.create': 'act-token-create',
  'token.revoke': 'act-token-revoke',
  'incidents.import': 'act-incidents-import',
  'incidents.forget': 'act-incidents-forget',
  'streets.keep': 'act-streets-keep',
  'audit.export': 'act-audit-export',
  'deployment.restore': 'act-deployment-restore',
  'deployment.backup': 'act-deployment-backup',
} as const;

/** The key of an act's words; none for one that is not known here. */
export const actKey = (act: string): (typeof WORDS)[keyof typeof WORDS] | undefined =>
  act in WORDS ? WORDS[act as keyof typeof WORDS] : undefined;

/** The kinds of acts by which the log is filtered. */
export const KINDS = ['report', 'alert', 'event', 'person', 'session', 'token', 'deployment'] as const;

/** What the log shows. */
export interface AuditChoice {
  staff: string;
  act: string;
  /** Days as `<input type="date">` gives them; empty for any. */
  from: string;
  until: string;
}

/** The beginning of a day here, as the server takes it; `days` later. */
function dayBegins(day: string, days: number): string | undefined {
  const begin = new Date(`${day}T00:00:00`);
  if (Number.isNaN(begin.getTime())) return undefined;
  begin.setDate(begin.getDate() + days);
  return begin.toISOString();
}

/** The choice as the server's query has it: the last day counts in full. */
export const queryOf = ({ staff, act, from, until }: AuditChoice) => ({
  staff: staff || undefined,
  act: act || undefined,
  from: dayBegins(from, 0),
  until: dayBegins(until, 1),
});

/** Which object it was, short; whoever needs all of it has the export. */
export const objectOf = (entry: AuditEntry): string =>
  entry.object_id === undefined ? '' : entry.object_id.slice(0, 8);
