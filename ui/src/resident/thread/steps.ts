import type { Status, Thread, ThreadEntry } from '../../lib/backend/generated/types';
import { moment } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import type { Step } from '../../lib/ui/Steps.svelte';

type StatusEntry = Extract<ThreadEntry, { kind: 'status' }>;
type OriginalEntry = Extract<ThreadEntry, { kind: 'original' }>;
type InitiativeEntry = Extract<ThreadEntry, { kind: 'initiative' }>;
type RemovedEntry = Extract<ThreadEntry, { kind: 'removed' }>;
type FeedbackEntry = Extract<ThreadEntry, { kind: 'feedback' }>;

const isOver = (status: Status | null | undefined) =>
  status === 'resolved' || status === 'closed' || status === 'withdrawn';

/** What the patrol said with a change of status. */
function endingWords(entry: StatusEntry): string | null {
  const ending = entry.ending;
  if (ending?.outcome) return ending.outcome;
  return ending?.reason == null ? null : t(`reason-${ending.reason}`);
}

function statusStep(entry: StatusEntry, nowMs: number): Step {
  return {
    title: t(`status-${entry.status}`),
    detail: [moment(entry.at, nowMs), endingWords(entry)].filter((part) => part !== null).join('\n'),
    state: 'done',
  };
}

function feedbackStep(entry: FeedbackEntry, nowMs: number): Step {
  const title = entry.fixed ? t('step-fixed') : t('step-not-fixed');
  return { title, detail: moment(entry.at, nowMs), state: 'done' };
}

/** What became of the report that this one was joined to. */
function originalStep(entry: OriginalEntry, nowMs: number): Step {
  const reason = entry.reason == null ? null : t(`reason-${entry.reason}`);
  const detail = [moment(entry.at, nowMs), t(`status-${entry.status}`), reason];
  return {
    title: t('step-original'),
    detail: detail.filter((part) => part !== null).join('\n'),
    state: 'done',
  };
}

function removedStep(entry: RemovedEntry, nowMs: number): Step {
  const what = entry.part.kind === 'unknown' ? null : t(`removed-${entry.part.kind}`);
  const detail = [moment(entry.at, nowMs), what].filter((part) => part !== null).join('\n');
  return { title: t('step-removed'), detail, state: 'done' };
}

/** What was done because of it stands among the news. */
function initiativeStep(entry: InitiativeEntry, nowMs: number): Step {
  return {
    title: t('step-initiative'),
    detail: moment(entry.at, nowMs),
    more: { href: `#/community/news/${entry.news}`, words: t('initiative-read') },
    state: 'done',
  };
}

/** One step for each entry that moves a report on; messages stand in the conversation. */
function stepOf(entry: ThreadEntry, nowMs: number): Step[] {
  if (entry.kind === 'feedback') return [feedbackStep(entry, nowMs)];
  if (entry.kind === 'original') return [originalStep(entry, nowMs)];
  if (entry.kind === 'removed') return [removedStep(entry, nowMs)];
  if (entry.kind === 'initiative') return [initiativeStep(entry, nowMs)];
  return entry.kind === 'status' && entry.status !== 'received' ? [statusStep(entry, nowMs)] : [];
}

/** What is under way is not done: the patrol's last word is marked as such. */
function markUnderWay(steps: Step[], status: Status | null | undefined): void {
  const last = steps.at(-1);
  if (last && (status === 'assigned' || status === 'on_the_way')) last.state = 'now';
}

/** The way of a report: what happened, where it stands, and what comes next. */
export function stepsOf(thread: Thread, nowMs: number): Step[] {
  const { report } = thread;
  // What another device sent was never saved on this one.
  const steps: Step[] = thread.followed
    ? []
    : [{ title: t('delivery-saved'), detail: moment(report.saved_at, nowMs), state: 'done' }];
  if (report.delivery === 'needs_attention') {
    return [...steps, { title: t('delivery-needs_attention'), state: 'now' }];
  }
  if (thread.received_at !== null) {
    steps.push({ title: t('status-received'), detail: moment(thread.received_at, nowMs), state: 'done' });
  }
  steps.push(...thread.entries.flatMap((entry) => stepOf(entry, nowMs)));
  markUnderWay(steps, report.status);
  return report.delivery === 'erased' ? steps : [...steps, ...stepsAhead(thread)];
}

function stepsAhead({ report, received_at, withdrawing, reopening }: Thread): Step[] {
  if (withdrawing) return [{ title: t('thread-withdrawing'), state: 'now' }];
  if (reopening) return [{ title: t('thread-reopening'), state: 'now' }];
  if (isOver(report.status)) return [];
  const ahead = (title: string): Step => ({ title, state: 'ahead' });
  const received = received_at === null ? [ahead(t('status-received'))] : [];
  const seen = report.status == null || report.status === 'received' ? [ahead(t('status-seen'))] : [];
  return [...received, ...seen, ahead(t('step-done'))];
}
