import type { FoundPlace, Located, Point } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';

const atHouse = (street: string, number: string | null) =>
  number === null ? street : t('place-at-house', { street, number });

/** A point in words: the street, and what says where on it. Empty where the map shows nothing. */
export function locatedWords({ street, house_number, cross_street, landmark, district }: Located): string {
  if (street === null) return landmark ?? district ?? '';
  const place = atHouse(street, house_number);
  if (landmark !== null) return t('place-by-landmark', { place, landmark });
  return cross_street === null || house_number !== null
    ? place
    : t('place-near-street', { place, street: cross_street });
}

/** What a found place is called. */
export const foundWords = ({ name, house_number, point }: FoundPlace): string =>
  name === '' && point !== null ? t('place-pin', { point: shownPoint(point) }) : atHouse(name, house_number);

/** A point as it is told where nothing has a name. */
export const shownPoint = ({ lat, lon }: Point) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
