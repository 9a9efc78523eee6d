/** How the fictional town's patrol served residents. */
import type { Category, ServiceFigure, ServiceFigures } from '../generated/types';

const figure = (reports: number, in_time_percent: number, minutes: number, hours: number | null) => ({
  reports,
  in_time_percent,
  first_answer_minutes: minutes,
  ...(hours === null ? {} : { closed_hours: hours }),
});

const told: readonly [Category, ServiceFigure | null][] = [
  ['vandalism', figure(61, 84, 95, 70)],
  ['suspicious_activity', figure(23, 91, 14, 3)],
  ['lighting_hazard', figure(48, 77, 160, 190)],
  ['noise_disorder', figure(39, 69, 41, 5)],
  ['litter_dumping', figure(33, 88, 240, 120)],
  ['vehicle', figure(12, 75, 380, null)],
  ['lost_found', null],
];

export const serviceFigures: ServiceFigures = {
  from: '2026-08-13T00:00:00.000Z',
  until: '2026-11-11T00:00:00.000Z',
  reports_min: 5,
  all: figure(216, 81, 58, 46),
  categories: told.map(([category, figure]) => (figure === null ? { category } : { category, figure })),
};
