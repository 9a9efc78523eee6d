import { BackendError, type DeviceCode, type FailureKind } from '../failure';
import type { ErrorCode } from '../generated/types';

/** Lets a test say how the calls of a backend in memory end. */
export class Scripted {
  /** The names of the calls so far, in order. */
  readonly calls: string[] = [];
  #failures = new Map<string, BackendError>();
  #held = new Set<string>();

  /** From now on this call fails; `all` means every call. */
  fail(call: string, kind: FailureKind, field: string | null = null): void {
    this.#failures.set(call, new BackendError(kind, field === null ? null : 'invalid', field));
  }

  /** From now on this call fails with a code of its own. */
  refuse(call: string, kind: FailureKind, code: ErrorCode | DeviceCode, field: string | null = null): void {
    this.#failures.set(call, new BackendError(kind, code, field));
  }

  /** From now on this call works again. */
  mend(call: string): void {
    this.#failures.delete(call);
  }

  /** From now on this call is never answered. */
  hold(call: string): void {
    this.#held.add(call);
  }

  /** Ends a call as it was told, or with what `answer` gives. */
  protected async answer<T>(call: string, answer: () => T): Promise<T> {
    this.calls.push(call);
    if (this.#held.has(call) || this.#held.has('all')) return new Promise<never>(() => undefined);
    const failure = this.#failures.get(call) ?? this.#failures.get('all');
    if (failure) throw failure;
    // As over a wire: what is handed out is a copy.
    return structuredClone(answer());
  }
}
