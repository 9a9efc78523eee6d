import type { Category } from '../lib/backend/generated/types';

// A record, so that the compiler misses none.
const order: Readonly<Record<Category, true>> = {
  vandalism: true,
  suspicious_activity: true,
  lighting_hazard: true,
  noise_disorder: true,
  litter_dumping: true,
  vehicle: true,
  lost_found: true,
  wellbeing: true,
};

export const CATEGORIES = Object.keys(order) as readonly Category[];
