import type { Place } from '../lib/backend/generated/types';
import { t } from '../lib/i18n/strings.svelte';

/** A place in words, or that there is none. */
export function placeWords(place: Place): string {
  const words = place.words?.trim();
  if (words) return words;
  if (place.point) return t('place-pin', { point: `${place.point.lat}, ${place.point.lon}` });
  return t('place-none');
}
