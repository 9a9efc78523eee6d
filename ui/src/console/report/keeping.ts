import type { Me } from '../../lib/backend/backend';
import type { HoldStep, LegalHold, ReportDetail, ReportSummary } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';

/**
 * Whether somebody may hold a report, and let it go: a dispatcher, or a responder where it is about wellbeing; either
 * of them where it is in their charge. The server decides, and this only spares them a refusal.
 */
export function mayHold(me: Me | null, { category, assignee }: ReportSummary): boolean {
  if (me === null) return false;
  const theirs = category === 'wellbeing' ? 'responder' : 'dispatcher';
  const isHolder = me.roles.includes('dispatcher') || me.roles.includes('responder');
  return me.roles.includes(theirs) || (isHolder && assignee?.id === me.id);
}

/** The steps that somebody may take: whoever asked cannot be the one who agrees. */
export function stepsOf(hold: LegalHold | undefined, me: string | undefined): HoldStep[] {
  if (hold === undefined) return ['ask'];
  if (hold.stage === 'standing') return ['ask_end'];
  return hold.asked_by.id === me ? ['take_back'] : ['agree', 'take_back'];
}

/** How long a report is kept, in a sentence. */
export function keepingWords({ hold, kept_until }: ReportDetail, when: (at: string) => string): string {
  if (hold === undefined) {
    return kept_until === undefined ? t('keeping-open') : t('keeping-until', { time: when(kept_until) });
  }
  const { name } = hold.asked_by;
  switch (hold.stage) {
    case 'asked':
      return t('keeping-asked', { name, time: when(hold.lapses_at ?? hold.asked_at) });
    case 'standing':
      return t('keeping-held');
    case 'end_asked':
      return t('keeping-end-asked', { name });
  }
}
