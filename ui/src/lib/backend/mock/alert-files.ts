import type { AlertStage, Me } from '../backend';
import { BackendError } from '../failure';
import type {
  Alert,
  AlertContent,
  AlertDecision,
  AlertDraft,
  AlertPlan,
  AlertSubmission,
  DeskAlert,
  Level,
} from '../generated/types';
import { levelOf } from '../../alert/level';
import { standing } from '../../alert/standing';
import { after } from './fixtures';

/** What the patrol prepares, in memory: plans beside what was published. */
export class AlertFiles {
  /** Those that were sent alone, by whom, and were not reviewed. */
  readonly alone = new Map<string, string>();
  /** Consoles of others who may publish are open. */
  othersOnDuty = false;
  #revisions = new Map<string, number>();

  constructor(readonly plans: Map<string, AlertPlan>) {}

  list(published: readonly Alert[], stage: AlertStage | undefined, nowMs: number): DeskAlert[] {
    const unsent = [...this.plans.keys()].filter((id) => !published.some((alert) => alert.id === id));
    const all = [
      ...unsent.map((id) => this.#file(id, undefined, nowMs)),
      ...published.map((alert) => this.#file(alert.id, alert, nowMs)),
    ];
    return all.filter((file) => stage === undefined || isIn(stage, file, nowMs));
  }

  #file(id: string, published: Alert | undefined, nowMs: number): DeskAlert {
    const plan = this.plans.get(id);
    const at = published?.sent ?? after(nowMs, -5);
    return {
      id,
      revision: this.#revisions.get(id) ?? published?.revision ?? 1,
      state: published?.state ?? plan?.state ?? 'draft',
      created_at: at,
      changed_at: at,
      ...(plan && { plan }),
      ...(published && { published }),
      review_due: this.alone.has(id),
      steps: plan ? [{ revision: 1, kind: 'wrote', by: plan.written_by, at }] : [],
    };
  }

  keep(id: string, draft: AlertDraft, me: Me | null, revision: number, heard: Alert | undefined): void {
    const { content, send_at } = draft;
    const level = levelOf(content.urgency, content.severity, content.certainty);
    this.plans.set(id, {
      state: 'draft',
      content,
      outgoing: content,
      level,
      digest: JSON.stringify(content),
      needs_approval: isLoud(level) || (heard !== undefined && isLoud(heard.level)),
      written_by: { id: me?.id ?? '', name: me?.name ?? '' },
      ...(send_at != null && { send_at }),
    });
    this.#revisions.set(id, revision);
  }

  /** What is sent at once, if anything is. */
  submit(id: string, { alone }: AlertSubmission, me: Me | null, nowMs: number): AlertContent | null {
    const plan = this.#plan(id);
    if (alone != null) {
      this.alone.set(id, me?.id ?? '');
      return this.#sent(id, plan);
    }
    if (plan.needs_approval) {
      plan.state = 'awaiting_approval';
      plan.proposed_by = { id: me?.id ?? '', name: me?.name ?? '' };
      plan.approve_by = after(nowMs, 120);
      return null;
    }
    if (plan.send_at != null) {
      plan.state = 'scheduled';
      return null;
    }
    return this.#sent(id, plan);
  }

  /** What is sent when it was approved. */
  decide(id: string, { approve, digest }: AlertDecision): AlertContent | null {
    const plan = this.#plan(id);
    if (plan.digest !== digest) throw new BackendError('changed_meanwhile', 'changed_meanwhile');
    if (approve) return this.#sent(id, plan);
    plan.state = 'draft';
    delete plan.proposed_by;
    return null;
  }

  #plan(id: string): AlertPlan {
    const plan = this.plans.get(id);
    if (!plan) throw new BackendError('changed_meanwhile', 'changed_meanwhile');
    return plan;
  }

  #sent(id: string, plan: AlertPlan): AlertContent {
    this.plans.delete(id);
    this.#revisions.delete(id);
    return plan.outgoing;
  }
}

const isLoud = (level: Level) => level === 'severe' || level === 'extreme';

function isIn(stage: AlertStage, { plan, published, review_due }: DeskAlert, nowMs: number): boolean {
  if (stage === 'waiting') return plan !== undefined || review_due;
  if (!published) return false;
  const isCurrent = ['in_force', 'ahead'].includes(standing(published, nowMs));
  return isCurrent === (stage === 'current');
}
