import { expect, it } from 'vitest';
import type { Me, Role } from '../../lib/backend/backend';
import type { Category, HoldStage, LegalHold, ReportSummary } from '../../lib/backend/generated/types';
import { mayHold, stepsOf } from './keeping';

const hold = (stage: HoldStage): LegalHold => ({
  stage,
  asked_by: { id: 'ada', name: 'Ada' },
  asked_at: '2026-11-20T10:00:00.000Z',
});

it('lets nobody agree with what they asked for themselves', () => {
  expect(stepsOf(undefined, 'ada')).toEqual(['ask']);
  expect(stepsOf(hold('asked'), 'ada')).toEqual(['take_back']);
  expect(stepsOf(hold('asked'), 'bo')).toEqual(['agree', 'take_back']);
  expect(stepsOf(hold('standing'), 'ada')).toEqual(['ask_end']);
  expect(stepsOf(hold('end_asked'), 'ada')).toEqual(['take_back']);
  expect(stepsOf(hold('end_asked'), 'bo')).toEqual(['agree', 'take_back']);
});

const ada = (...roles: Role[]) => ({ id: 'ada', roles }) as unknown as Me;
const report = (category: Category, assignee?: string) =>
  ({ category, ...(assignee && { assignee: { id: assignee, name: assignee } }) }) as ReportSummary;

it('offers to hold a report to those who may', () => {
  const [ordinary, sensitive] = [report('vandalism'), report('wellbeing')];
  expect(mayHold(ada('dispatcher'), ordinary)).toBe(true);
  expect(mayHold(ada('dispatcher'), sensitive)).toBe(false);
  expect(mayHold(ada('responder'), sensitive)).toBe(true);
  expect(mayHold(ada('responder'), ordinary)).toBe(false);
  expect(mayHold(ada('dispatcher'), report('wellbeing', 'ada'))).toBe(true);
  expect(mayHold(ada('dispatcher'), report('wellbeing', 'bo'))).toBe(false);
  expect(mayHold(ada('officer', 'publisher', 'admin'), report('vandalism', 'ada'))).toBe(false);
  expect(mayHold(null, ordinary)).toBe(false);
});
