import type { DeskBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { PatrolChange, PatrolPlan } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';
import { announcer } from '../../lib/ui/announcer.svelte';
import { Operation } from '../operation';
import { patrolFailure } from './patrol-words';

/** What takes a change back, on the plan as it was before. */
export function opposite(before: PatrolPlan, change: PatrolChange): PatrolChange {
  const stop = change.kind === 'add' ? before.stops.length + 1 : change.stop;
  for (const route of before.routes) {
    const place = route.visits.findIndex((visit) => visit.stop === stop);
    if (place >= 0) return { kind: 'place', stop, unit: route.unit, before: place };
  }
  return { kind: 'take_out', stop };
}

/** Changes of a plan by hand: one at a time, each with its reason, the last one to be taken back. */
export class Editing {
  busy = $state(false);
  wrong = $state<string | null>(null);
  /** What takes the last change back, while nothing else was changed since. */
  last = $state.raw<{ revision: number; change: PatrolChange } | null>(null);
  readonly #operation = new Operation();

  constructor(
    readonly backend: DeskBackend,
    readonly onchanged: () => Promise<void>,
  ) {}

  /** Whether it was taken. */
  async send(plan: PatrolPlan, change: PatrolChange, reason: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = null;
    const body = { revision: plan.revision, change, reason };
    const back = opposite(plan, change);
    try {
      const { revision } = await this.backend.editPatrol(plan.id, this.#operation.idFor(body), body);
      this.#operation.done();
      this.last = { revision, change: back };
      announcer.say(t('walk-edited'));
      return true;
    } catch (thrown) {
      this.wrong = patrolFailure(BackendError.from(thrown));
      this.last = null;
      return false;
    } finally {
      this.busy = false;
      await this.onchanged();
    }
  }

  async undo(plan: PatrolPlan): Promise<void> {
    const back = this.last;
    if (back === null) return;
    // Only what was seen is taken back: the revision is that of the change itself.
    if (await this.send({ ...plan, revision: back.revision }, back.change, t('walk-undone-reason'))) {
      this.last = null;
    }
  }
}
