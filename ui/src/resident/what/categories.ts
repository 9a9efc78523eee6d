import type { Area, Category } from '../../lib/backend/generated/types';
import type { IconName } from '../../lib/ui/icons';

export const categoryIcon: Readonly<Record<Category, IconName>> = {
  vandalism: 'spray',
  suspicious_activity: 'eye',
  lighting_hazard: 'bulb',
  noise_disorder: 'sound',
  litter_dumping: 'bin',
  vehicle: 'car',
  lost_found: 'paw',
  wellbeing: 'heart',
};

/** Whether reports of this category go at once, without the pause for undo. */
export function isUrgent(area: Area | undefined, category: Category): boolean {
  return area?.categories.some((policy) => policy.category === category && policy.urgent) ?? false;
}
