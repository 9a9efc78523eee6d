import type { AlertContent } from '../../lib/backend/generated/types';
import { languageName } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import { PARTS } from './alert-draft.svelte';

/** One thing that will be otherwise than residents see it now. */
export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** What an update changes, thing by thing. `time` words a point in time. */
export function differences(
  before: AlertContent,
  after: AlertContent,
  time: (iso: string) => string,
): Difference[] {
  const all: Difference[] = [
    {
      what: t('alert-urgency'),
      before: t(`urgency-${before.urgency}`),
      after: t(`urgency-${after.urgency}`),
    },
    {
      what: t('alert-severity'),
      before: t(`severity-${before.severity}`),
      after: t(`severity-${after.severity}`),
    },
    {
      what: t('alert-certainty'),
      before: t(`certainty-${before.certainty}`),
      after: t(`certainty-${after.certainty}`),
    },
    {
      what: t('alert-category'),
      before: t(`hazard-${before.category}`),
      after: t(`hazard-${after.category}`),
    },
    { what: t('alert-status'), before: t(`alert-is-${before.status}`), after: t(`alert-is-${after.status}`) },
    { what: t('alert-field-expires'), before: time(before.expires), after: time(after.expires) },
    { what: t('alert-area'), before: groundOf(before), after: groundOf(after) },
  ];
  const languages = new Set([...before.texts, ...after.texts].map(({ language }) => language));
  for (const language of languages) {
    const [old, now] = [before, after].map(({ texts }) => texts.find((text) => text.language === language));
    for (const part of [...PARTS, 'description'] as const) {
      const what = `${t(`alert-field-${part}`)} (${languageName(language)})`;
      all.push({ what, before: old?.[part] ?? '', after: now?.[part] ?? '' });
    }
  }
  return all.filter((one) => one.before !== one.after);
}

/** A region in words: the districts, and the corners of what was drawn. */
function groundOf({ districts, region }: AlertContent): string {
  const corners = region?.coordinates.map(([ring = []]) =>
    ring.map(([lon, lat]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`).join('; '),
  );
  const words = [...(districts ?? []), ...(corners ?? [])];
  return words.length === 0 ? t('alert-area-all') : words.join(' · ');
}
