import { expect, it } from 'vitest';
import type { HoldStage, LegalHold } from '../../lib/backend/generated/types';
import { stepsOf } from './keeping';

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
