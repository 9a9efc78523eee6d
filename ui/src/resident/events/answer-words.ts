import type { EventAnswer } from '../../lib/backend/generated/types';
import { counted } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';

const stillCounted = (kept: number) =>
  kept > 0 ? t('event-answer-counted', counted(kept)) : t('event-answer-not-counted');

/** What became of an answer, in a sentence or two. */
export function answerWords({ kept, people, refusal, state }: EventAnswer): string {
  switch (state) {
    case 'waiting':
      return t('event-answer-waiting');
    case 'kept':
      return people > 0 ? stillCounted(kept) : t('event-answer-not-coming');
    case 'refused': {
      const why = refusal === 'full' ? t('event-answer-full') : t('event-answer-over');
      return `${why} ${stillCounted(kept)}`;
    }
  }
}
