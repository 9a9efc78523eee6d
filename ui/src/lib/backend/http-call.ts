import { BackendError, type FailureKind } from './failure';
import type { ErrorBody, ErrorCode } from './generated/types';

/** How long one call may take, in milliseconds; the desk sits beside its server. */
const ANSWER_MS_MAX = 15_000;
/** How long a file may take until the server has looked at it, in milliseconds: four megabytes at 400 kbit/s. */
const FILE_ANSWER_MS_MAX = 90_000;
/** The status of an answer that is the part that was asked for. */
const PARTIAL_CONTENT = 206;

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

/** What is sent with a call. */
interface Content {
  headers: Record<string, string>;
  body: BodyInit | null;
}

const asJson = (body: unknown): Content =>
  body === undefined
    ? { headers: {}, body: null }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };

async function send(
  method: string,
  path: string,
  content: Content,
  answerMsMax = ANSWER_MS_MAX,
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      ...content,
      signal: AbortSignal.timeout(answerMsMax),
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch {
    throw new BackendError('unreachable');
  }
  if (!answer.ok) throw await toBackendError(answer);
  return answer;
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new BackendError('unreachable');
  }
}

/** Makes a call, and gives its answer as it came. */
export const ask = (method: string, path: string, body?: unknown) => send(method, path, asJson(body));

export const call = async <T>(method: string, path: string, body?: unknown) =>
  read<T>(await ask(method, path, body));

/** Puts a file under its own hash, with which the path ends. */
export async function putFile<T>(path: string, file: Blob): Promise<T> {
  const body = await file.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const name = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const digest = `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
  const headers = { 'content-type': 'image/jpeg', 'content-digest': digest };
  return read<T>(await send('PUT', `${path}/${name}`, { headers, body }, FILE_ANSWER_MS_MAX));
}

/** Reads so many bytes of a file from an offset. What gives the whole file instead is no answer: it may be large. */
export async function getPart(path: string, offset: number, length: number): Promise<Uint8Array> {
  const headers = { range: `bytes=${offset}-${offset + length - 1}` };
  const answer = await send('GET', path, { headers, body: null });
  if (answer.status !== PARTIAL_CONTENT) {
    await answer.body?.cancel();
    throw new BackendError('unreachable');
  }
  return new Uint8Array(await answer.arrayBuffer());
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
