import { BackendError, type FailureKind } from './failure';
import type { ErrorBody, ErrorCode } from './generated/types';

/** How long one call may take, in milliseconds; the desk sits beside its server. */
const ANSWER_MS_MAX = 15_000;

const KIND_OF_CODE: Partial<Record<ErrorCode, FailureKind>> = {
  invalid: 'invalid',
  too_large: 'invalid',
  not_found: 'not_found',
  gone: 'not_found',
  conflict: 'not_possible',
  changed_meanwhile: 'changed_meanwhile',
  sign_in_required: 'signed_out',
  forbidden: 'forbidden',
  busy: 'busy',
  server_paused: 'busy',
  storage_full: 'not_saved',
};

async function toBackendError(answer: Response): Promise<BackendError> {
  // What has no envelope of ours comes from something in between: no answer from the server.
  const body = (await answer.json().catch(() => null)) as Partial<ErrorBody> | null;
  if (body?.code == null) return new BackendError('unreachable');
  const afterS = Number(answer.headers.get('retry-after') ?? NaN);
  return new BackendError(
    KIND_OF_CODE[body.code] ?? 'internal',
    body.code,
    body.field ?? null,
    Number.isFinite(afterS) ? afterS : null,
  );
}

/** Makes a call, and gives its answer as it came. */
export async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch {
    throw new BackendError('unreachable');
  }
  if (!answer.ok) throw await toBackendError(answer);
  return answer;
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const text = await (await ask(method, path, body)).text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new BackendError('unreachable');
  }
}

export const get = <T>(path: string) => call<T>('GET', path);
export const put = <T>(path: string, body: unknown) => call<T>('PUT', path, body);

/** The path with what is set of a query. */
export function withQuery(
  path: string,
  parts: Record<string, string | number | boolean | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
