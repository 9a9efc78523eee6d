import { BackendError } from '../../lib/backend/failure';
import { deskWords } from '../desk-words';
import { Operation } from '../operation';

/** One step with an alert: taken once, however often its button is pressed, and explained when it is refused. */
export class AlertStep {
  busy = $state(false);
  wrong = $state<string | null>(null);
  /** It was refused because somebody else was quicker: the next try rests on what is there now. */
  isStale = false;
  readonly #operation = new Operation();

  /** Whether it was taken. */
  async take(body: unknown, call: (operation: string) => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = null;
    try {
      await call(this.#operation.idFor(body));
      this.#operation.done();
      return true;
    } catch (thrown) {
      const failure = BackendError.from(thrown);
      this.isStale = failure.kind === 'changed_meanwhile';
      this.wrong = deskWords(failure);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
