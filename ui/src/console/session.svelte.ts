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
  async function notice(call: Promise<unknown>): Promise<unknown> {
    try {
      const answer = await call;
      session.ended = false;
      return answer;
    } catch (thrown) {
      if (BackendError.from(thrown).kind === 'signed_out') session.ended = true;
      throw thrown;
    }
  }

  return new Proxy(backend, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const answer: unknown = Reflect.apply(member, target, args);
        // What is known without asking the server (an address, the end of listening) comes at once.
        return answer instanceof Promise ? notice(answer) : answer;
      };
    },
  });
}
