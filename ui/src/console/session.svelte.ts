import type { DeskBackend, Me } from '../lib/backend/backend';
import { BackendError } from '../lib/backend/failure';

/** Who sits at the desk. When a session ends, the screens stay as they are, so that no draft is lost. */
export class Session {
  me = $state.raw<Me | null>(null);
  /** The server no longer knows the session. */
  ended = $state(false);
}

/** The same backend, which notices when any of its calls is refused for want of a session. */
export function noticingEnd(backend: DeskBackend, session: Session): DeskBackend {
  return new Proxy(backend, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'listen') return member;
      return async (...args: unknown[]) => {
        try {
          const answer: unknown = await Reflect.apply(member, target, args);
          session.ended = false;
          return answer;
        } catch (thrown) {
          if (BackendError.from(thrown).kind === 'signed_out') session.ended = true;
          throw thrown;
        }
      };
    },
  });
}
