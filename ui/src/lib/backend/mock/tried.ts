/** What was tried in the fictional town. */
import type { TriedTrial } from '../generated/types';

export const walks = {
  language: 'en',
  title: 'Short walks in the evening',
  text: 'Two officers stay for a quarter of an hour each evening, on foot, and talk to whoever is there.',
};
export const lamps = {
  language: 'en',
  title: 'Brighter lamps on the way to the station',
  text: 'The lamps of the footpaths were turned up by a third after ten in the evening.',
};

/** What everybody is told: a trial that showed no difference, one with too few events, and one that was called off. */
export const tried: TriedTrial[] = [
  {
    texts: [lamps],
    categories: [{ name: 'vandalism' }, { source: 'city', name: 'Graffiti Removal' }],
    from: '2026-04-01T00:00:00.000Z',
    until: '2026-09-30T00:00:00.000Z',
    places_per_arm: 24,
    outcome: {
      measured_at: '2026-10-07T03:00:00.000Z',
      before: { treated: { state: 'told', value: 610 }, control: { state: 'told', value: 595 } },
      before_days: 365,
      during: { treated: { state: 'told', value: 285 }, control: { state: 'told', value: 300 } },
      finding: { kind: 'ratio', ratio: 0.95, low: 0.81, high: 1.12 },
      around: { ratio: 1.02, low: 0.9, high: 1.16 },
    },
  },
  {
    texts: [{ ...walks, title: 'A stall at the market on Saturdays', text: 'An officer answers questions.' }],
    categories: [{ name: 'vehicle' }],
    from: '2026-02-01T00:00:00.000Z',
    until: '2026-03-28T00:00:00.000Z',
    places_per_arm: 5,
    outcome: {
      measured_at: '2026-04-04T03:00:00.000Z',
      before: { treated: { state: 'told', value: 20 }, control: { state: 'told', value: 15 } },
      before_days: 310,
      during: { treated: { state: 'hidden' }, control: { state: 'told', value: 5 } },
      finding: { kind: 'too_few_events', needed_per_arm: 231.3 },
    },
  },
  {
    texts: [{ ...walks, title: 'Notes behind windscreens', text: 'A note where something lay in sight.' }],
    categories: [{ name: 'vehicle' }],
    from: '2026-01-05T00:00:00.000Z',
    until: '2026-01-19T00:00:00.000Z',
    places_per_arm: 8,
  },
];
