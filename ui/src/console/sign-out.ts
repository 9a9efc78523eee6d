import type { DeskBackend } from '../lib/backend/backend';

/** Ends the session of this browser, and begins again at the door. */
export async function signOut(backend: Pick<DeskBackend, 'signOut'>): Promise<void> {
  // Signed out or not reached: either way the next call tells.
  await backend.signOut().catch(() => undefined);
  location.reload();
}
