import type { Behaviour, Category, EnteredReport } from '../../lib/backend/generated/types';
import { strings, t } from '../../lib/i18n/strings.svelte';
import { fromLocalInput, toLocalInput } from '../../lib/ui/local-input';
import { newReceipt } from './new-receipt';

/** A report that somebody tells by telephone, while it is written down. */
export class EnterDraft {
  category = $state<Category | ''>('');
  behaviours = $state<Behaviour[]>([]);
  when = $state(toLocalInput(new Date().toISOString()));
  place = $state('');
  note = $state('');
  name = $state('');
  reach = $state('');
  language = $state(strings.language);
  practice = $state(false);
  /** Made here as on a device: sending again is the same report. */
  readonly id = crypto.randomUUID();
  readonly receipt = newReceipt(crypto.getRandomValues(new Uint8Array(20)));

  /** What has to be filled in first. */
  get missing(): string | null {
    if (this.category === '') return t('wrong-category');
    const isSuspicion = this.category === 'suspicious_activity';
    return isSuspicion && this.behaviours.length === 0 ? t('wrong-behaviours') : null;
  }

  content(): EnteredReport {
    const contact = {
      ...(this.name.trim() !== '' && { name: this.name.trim() }),
      ...(this.reach.trim() !== '' && { reach: this.reach.trim() }),
    };
    return {
      category: this.category === '' ? 'vandalism' : this.category,
      ...(this.category === 'suspicious_activity' && { behaviours: this.behaviours }),
      ...(this.place.trim() !== '' && { place: { words: this.place.trim() } }),
      occurred_at: fromLocalInput(this.when) ?? new Date().toISOString(),
      ...(this.note.trim() !== '' && { note: this.note.trim() }),
      ...(Object.keys(contact).length > 0 && { contact }),
      language: this.language,
      ...(this.practice && { practice: true }),
      receipt: this.receipt,
    };
  }
}
