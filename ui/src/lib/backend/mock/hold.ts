import { BackendError } from '../failure';
import type { HoldStage, HoldStep, LegalHold } from '../generated/types';

/** How far a hold is after a step, as the server says it; nothing for none. */
export function stageAfter(hold: LegalHold | undefined, step: HoldStep, me: string): HoldStage | undefined {
  const stage = hold?.stage;
  if (stage === undefined && step === 'ask') return 'asked';
  if (stage === 'standing' && step === 'ask_end') return 'end_asked';
  if (stage === 'asked' && step === 'take_back') return undefined;
  if (stage === 'end_asked' && step === 'take_back') return 'standing';
  if (step === 'agree' && hold?.asked_by.id === me) throw new BackendError('forbidden');
  if (stage === 'asked' && step === 'agree') return 'standing';
  if (stage === 'end_asked' && step === 'agree') return undefined;
  throw new BackendError('changed_meanwhile');
}
