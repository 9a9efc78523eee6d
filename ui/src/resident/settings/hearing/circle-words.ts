import type { HeardPlace } from '../../../lib/backend/generated/types';
import { number } from '../../../lib/i18n/format';
import { t } from '../../../lib/i18n/strings.svelte';

/** How far around a place can be chosen, in metres. */
export const RADII_M = [250, 500, 1_000, 2_000, 5_000] as const;

export const radiusWords = (radiusM: number): string =>
  radiusM < 1_000
    ? t('hearing-metres', { metres: number(radiusM) })
    : t('hearing-kilometres', { kilometres: number(radiusM / 1_000) });

/** A circle that was chosen, in words. */
export const circleWords = ({ name, radius_m }: Extract<HeardPlace, { kind: 'around' }>): string =>
  t('hearing-circle', { place: name, radius: radiusWords(radius_m) });
