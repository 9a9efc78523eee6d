/** How the fictional town's patrol does. */
import type {
  Category,
  CategoryFigure,
  DeskFigures,
  Figure,
  MonthFigures,
  ServiceFigures,
} from '../generated/types';
import { tried } from './tried';

const is = (value: number | null): Figure =>
  value === null ? { state: 'hidden' } : { state: 'told', value };

function about(
  category: Category,
  reports: number | null,
  minutes: number | null,
  hours: number | null,
): CategoryFigure {
  return {
    category,
    reports: is(reports),
    answered_half_minutes: is(minutes),
    closed_half_hours: reports === 12 ? { state: 'still_waiting' } : is(hours),
  };
}

const categories = [
  about('vandalism', 61, 95, 70),
  about('suspicious_activity', 23, 14, 3),
  about('lighting_hazard', 48, 160, 190),
  about('noise_disorder', 39, 41, 5),
  about('litter_dumping', 33, 240, 120),
  about('vehicle', 12, 380, 0),
  about('lost_found', null, null, null),
];

const october: MonthFigures = {
  from: '2026-10-01T00:00:00.000Z',
  until: '2026-11-01T00:00:00.000Z',
  published_at: '2026-11-08T00:12:00.000Z',
  reports: is(224),
  categories,
  service: {
    answered_half_minutes: is(58),
    answered_most_minutes: is(1_310),
    closed_half_hours: is(46),
    closed_most_hours: { state: 'still_waiting' },
    in_time_percent: is(81),
    reopened_percent: is(9),
    content_percent: is(72),
    answering_percent: is(31),
    no_basis_percent: is(57),
    open: is(63),
    open_half_days: is(16),
  },
};

const september: MonthFigures = {
  ...october,
  from: '2026-09-01T00:00:00.000Z',
  until: '2026-10-01T00:00:00.000Z',
  published_at: '2026-10-08T00:12:00.000Z',
  reports: is(187),
  service: { ...october.service, answered_half_minutes: is(71), closed_half_hours: is(52) },
};

const august: MonthFigures = {
  ...september,
  from: '2026-08-01T00:00:00.000Z',
  until: '2026-09-01T00:00:00.000Z',
  published_at: '2026-09-08T00:12:00.000Z',
  reports: is(null),
  service: { ...september.service, answered_half_minutes: is(null), closed_half_hours: is(null) },
};

export const serviceFigures: ServiceFigures = {
  reports_min: 5,
  method: 1,
  months: [october, september, august],
  forecasts: { map_is_made: true },
  tried,
};

export const deskFigures: DeskFigures = {
  told: serviceFigures,
  next: {
    publishable_at: '2026-12-08T00:00:00.000Z',
    preview: {
      ...october,
      from: '2026-11-01T00:00:00.000Z',
      until: '2026-12-01T00:00:00.000Z',
      published_at: '2026-11-20T10:00:00.000Z',
      reports: is(131),
      categories: categories.map((one) =>
        one.category === 'vehicle' ? about('vehicle', null, null, null) : one,
      ),
    },
    places: [],
    reports: 131,
    categories: [
      { category: 'vandalism', reports: 40, fate: 'told' },
      { category: 'suspicious_activity', reports: 14, fate: 'told' },
      { category: 'lighting_hazard', reports: 31, fate: 'told' },
      { category: 'noise_disorder', reports: 22, fate: 'told' },
      { category: 'litter_dumping', reports: 15, fate: 'told' },
      { category: 'vehicle', reports: 7, fate: 'betraying' },
      { category: 'lost_found', reports: 2, fate: 'too_low' },
    ],
  },
};
