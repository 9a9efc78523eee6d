import type { Status, Thread, ThreadEntry } from '../../lib/backend/generated/types';
import { moment } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import type { Step } from '../../lib/ui/Steps.svelte';

type StatusEntry = Extract<ThreadEntry, { kind: 'status' }>;

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

/** What is under way is not done: the patrol's last word is marked as such. */
function markUnderWay(steps: Step[], status: Status | null | undefined): void {
  const last = steps.at(-1);
  if (last && (status === 'assigned' || status === 'on_the_way')) last.state = 'now';
}

/** The way of a report: what happened, where it stands, and what comes next. */
export function stepsOf(thread: Thread, nowMs: number): Step[] {
  const { report } = thread;
  const steps: Step[] = [
    { title: t('delivery-saved'), detail: moment(report.saved_at, nowMs), state: 'done' },
  ];
  if (report.delivery === 'needs_attention') {
    return [...steps, { title: t('delivery-needs_attention'), state: 'now' }];
  }
  if (thread.received_at !== null) {
    steps.push({ title: t('status-received'), detail: moment(thread.received_at, nowMs), state: 'done' });
  }
  const changes = thread.entries.filter((entry) => entry.kind === 'status');
  steps.push(
    ...changes.filter((entry) => entry.status !== 'received').map((entry) => statusStep(entry, nowMs)),
  );
  markUnderWay(steps, report.status);
  return report.delivery === 'erased' ? steps : [...steps, ...stepsAhead(thread)];
}

function stepsAhead({ report, received_at, withdrawing }: Thread): Step[] {
  if (withdrawing) return [{ title: t('thread-withdrawing'), state: 'now' }];
  if (isOver(report.status)) return [];
  const ahead = (title: string): Step => ({ title, state: 'ahead' });
  const received = received_at === null ? [ahead(t('status-received'))] : [];
  const seen = report.status == null || report.status === 'received' ? [ahead(t('status-seen'))] : [];
  return [...received, ...seen, ahead(t('step-done'))];
}
