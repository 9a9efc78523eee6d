import { BackendError, type FailureKind } from '../lib/backend/failure';
import type { ErrorCode } from '../lib/backend/generated/types';
import { words, type FieldWords } from '../lib/ui/failure-words';

/** What is wrong with a field of the desk's forms, by the end of its path. */
const FIELDS: FieldWords = {
  expires: 'wrong-expires',
  effective: 'wrong-effective',
  'texts.headline': 'wrong-headline',
  'texts.source': 'wrong-part',
  'texts.hazard': 'wrong-part',
  'texts.place': 'wrong-part',
  'texts.instruction': 'wrong-instruction',
  'texts.title': 'wrong-title',
  'texts.text': 'wrong-description',
  'texts.description': 'wrong-description',
  'texts.picture_description': 'wrong-picture-description',
  picture: 'wrong-picture-gone',
  starts_at: 'wrong-starts-at',
  ends_at: 'wrong-ends-at',
  place: 'wrong-part',
  outcome: 'wrong-outcome',
  reason: 'wrong-reason',
  duplicate_of: 'wrong-duplicate-of',
  message: 'wrong-message',
};

/** A sentence that staff can act on. Fields inside another come as `content.expires`, `ending.outcome`. */
export function deskWords(failure: BackendError): string {
  const field = failure.field ?? '';
  const known = Object.keys(FIELDS).find((name) => field === name || field.endsWith(`.${name}`));
  const ofPage = known === undefined ? undefined : FIELDS[known];
  return words(failure, ofPage === undefined ? {} : { [field]: ofPage });
}

const REFUSED: Partial<Record<ErrorCode, FailureKind>> = {
  changed_meanwhile: 'changed_meanwhile',
  forbidden: 'forbidden',
  not_found: 'not_found',
  gone: 'not_found',
  conflict: 'not_possible',
};

/** Why one of many was refused. */
export const refusalWords = (code: ErrorCode) =>
  deskWords(new BackendError(REFUSED[code] ?? 'internal', code));
