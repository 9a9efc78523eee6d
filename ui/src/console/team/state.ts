import type { Person } from '../../lib/backend/backend';

/** How somebody stands, in one word. */
export function stateOf(person: Person): 'shut_out' | 'signed_in' | 'invited' | 'enrolled' | 'not_enrolled' {
  if (person.shut_out) return 'shut_out';
  if (person.sessions > 0) return 'signed_in';
  if (person.invited_until != null) return 'invited';
  return person.enrolled ? 'enrolled' : 'not_enrolled';
}
