import type { Certainty, Level, Severity, Urgency } from '../backend/generated/types';

/**
 * How loud an alert will be, told while it is written; the server computes the level that counts. The gate
 * for the two highest: soon, bad and sure enough, all three.
 */
export function levelOf(urgency: Urgency, severity: Severity, certainty: Certainty): Level {
  const isSoon = urgency === 'immediate' || urgency === 'expected';
  const isBad = severity === 'extreme' || severity === 'severe';
  const isSure = certainty === 'observed' || certainty === 'likely';
  if (isSoon && isBad && isSure) {
    return urgency === 'immediate' && severity === 'extreme' ? 'extreme' : 'severe';
  }
  if (urgency === 'past' || severity === 'minor') return 'minor';
  return severity === 'moderate' || certainty === 'possible' || isBad ? 'moderate' : 'minor';
}
