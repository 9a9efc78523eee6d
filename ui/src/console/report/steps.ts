import type { Status } from '../../lib/backend/generated/types';

/** A step that the desk offers. */
export interface DeskStep {
  to: Status;
  /** The words on its button: `act-…`. */
  act: 'take' | 'give-back' | 'on-the-way' | 'resolve' | 'close' | 'reopen';
}

const take: DeskStep = { to: 'assigned', act: 'take' };
const giveBack: DeskStep = { to: 'seen', act: 'give-back' };
const onTheWay: DeskStep = { to: 'on_the_way', act: 'on-the-way' };
const resolve: DeskStep = { to: 'resolved', act: 'resolve' };
export const CLOSE: DeskStep = { to: 'closed', act: 'close' };
const reopen: DeskStep = { to: 'seen', act: 'reopen' };

/**
 * What can come next, the likeliest first. It only decides which buttons are drawn: who may take which step
 * stands in the protocol's table, and the server has the last word.
 */
const STEPS: Readonly<Record<Status, readonly DeskStep[]>> = {
  received: [take, CLOSE],
  seen: [take, resolve, CLOSE],
  assigned: [onTheWay, resolve, CLOSE, giveBack],
  on_the_way: [resolve, CLOSE],
  resolved: [reopen],
  closed: [reopen],
  withdrawn: [],
};

export function stepsFrom(status: Status): readonly DeskStep[] {
  return STEPS[status];
}
