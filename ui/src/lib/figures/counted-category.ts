import type { CountedCategory } from '../backend/generated/types';
import { t } from '../i18n/strings.svelte';

/** What residents can report of places. */
const REPORTED = ['vandalism', 'lighting_hazard', 'noise_disorder', 'litter_dumping', 'vehicle'] as const;

/** What residents report goes by its name here, and what was imported by its own. */
export function categoryName({ source, name }: CountedCategory): string {
  const reported = REPORTED.find((category) => category === name);
  return source == null && reported !== undefined ? t(`category-${reported}`) : name;
}
