import type { DeskBackend } from '../../lib/backend/backend';
import { BackendError } from '../../lib/backend/failure';
import type { Picture } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';
import { words } from '../../lib/ui/failure-words';
import { shrunk } from './shrunk';

/** The choice of a picture: one file at a time, and what came of the last one. */
export class PictureChoice {
  busy = $state(false);
  wrong = $state<string | null>(null);
  #backend: Pick<DeskBackend, 'sendPicture'>;

  constructor(backend: Pick<DeskBackend, 'sendPicture'>) {
    this.#backend = backend;
  }

  /** What the server made of the file; `null` when there is none, or nothing could be made of it. */
  async choose([file]: readonly File[]): Promise<Picture | null> {
    if (file === undefined || this.busy) return null;
    this.busy = true;
    this.wrong = null;
    try {
      return await this.#backend.sendPicture(await shrunk(file));
    } catch (thrown) {
      const failure = BackendError.from(thrown);
      this.wrong = failure.kind === 'invalid' ? t('wrong-picture') : words(failure);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** What went wrong with the last file is of no matter any more. */
  forget(): void {
    this.wrong = null;
  }
}
