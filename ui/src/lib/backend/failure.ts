import type { ErrorCode } from './generated/types';

/** What went wrong, split by what a person can do next. Screens decide by this, never by a text. */
export type FailureKind =
  /** A field breaks a rule: mend it. `code` and `field` say which. */
  | 'invalid'
  /** It is no longer there: go back. */
  | 'not_found'
  /** The device could not keep it: free some space, try again. */
  | 'not_saved'
  /** The step is not open any more: look at how it stands now. */
  | 'not_possible'
  /** Somebody else was faster: read again, then decide. */
  | 'changed_meanwhile'
  /** Nobody is signed in. */
  | 'signed_out'
  /** The role does not allow it. */
  | 'forbidden'
  /** The person, their browser or their device broke it off: try again. */
  | 'cancelled'
  /** No answer: try again. */
  | 'unreachable'
  /** Too much at once: wait, then try again. */
  | 'busy'
  /** What is kept on the device does not read: start the app anew, which saves what can be read. */
  | 'damaged'
  /** A fault of ours: try again, or say so. */
  | 'internal';

const DEVICE_CODES = [
  'photo_heic',
  'photo_unreadable',
  'photo_too_large',
  'photos_too_many',
  'photo_twice',
  'disk_nearly_full',
  'drafts_too_many',
  'appearance_only',
] as const;

/** What the device says of a photo, a draft or its own room, beyond the codes of the protocol. */
export type DeviceCode = (typeof DEVICE_CODES)[number];

export const isDeviceCode = (code: unknown): code is DeviceCode =>
  DEVICE_CODES.some((known) => known === code);

/** Why a call failed. */
export class BackendError extends Error {
  override readonly name = 'BackendError';

  constructor(
    readonly kind: FailureKind,
    /** The rule that `field` breaks, for `invalid`; or what the device says about it. */
    readonly code: ErrorCode | DeviceCode | null = null,
    /** The field as a path such as `place.words`, for `invalid`. */
    readonly field: string | null = null,
    /** In how many seconds to come back, for `busy`, where the server says. */
    readonly afterS: number | null = null,
  ) {
    super(field === null ? kind : `${kind}: ${field}`);
  }

  /** Takes whatever was thrown; what is not known is a fault of ours. */
  static from(thrown: unknown): BackendError {
    return thrown instanceof BackendError ? thrown : new BackendError('internal');
  }
}
