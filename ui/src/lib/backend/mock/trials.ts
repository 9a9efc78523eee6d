import { BackendError } from '../failure';
import type { CountedCategory, DeskTrial, TrialOrder, TrialOutlook } from '../generated/types';
import type { TrialsBackend } from '../trials';
import { after, idOf } from './fixtures';
import { MockPatrols } from './patrols';
import { lamps, walks } from './tried';

const DAY_MINUTES = 24 * 60;

const categories: CountedCategory[] = [
  { name: 'lighting_hazard' },
  { name: 'litter_dumping' },
  { name: 'noise_disorder' },
  { name: 'vandalism' },
  { name: 'vehicle' },
  { source: 'city', name: 'Graffiti Removal' },
];

const outlook: TrialOutlook = {
  pairs: 12,
  before_days: 365,
  expected_per_arm: 84.2,
  needed_per_arm: 231.3,
  reduction: 0.23,
  power: 0.38,
};

function deskTrials(nowMs: number): DeskTrial[] {
  const order = (from: number, until: number, text = walks): TrialOrder => ({
    texts: [text],
    categories: [{ name: 'vandalism' }],
    starts_at: after(nowMs, from * DAY_MINUTES),
    ends_at: after(nowMs, until * DAY_MINUTES),
    assignment: 'matched_pairs',
    pairs: 12,
  });
  const places = Array.from({ length: outlook.pairs }, (_, place) => ({
    lat: 60.0105 + 0.003 * Math.floor(place / 4),
    lon: 0.019 + 0.004 * (place % 4),
  }));
  const planned_at = after(nowMs, -20 * DAY_MINUTES);
  return [
    { id: idOf(701), state: 'running', planned_at, order: order(-9, 47), seed: 7, outlook, places },
    {
      id: idOf(702),
      state: 'measured',
      planned_at: after(nowMs, -250 * DAY_MINUTES),
      order: order(-233, -51, lamps),
      seed: 1_204,
      outlook: { ...outlook, pairs: 24, expected_per_arm: 302, power: 0.89 },
      places: [],
      result: {
        measured_at: after(nowMs, -44 * DAY_MINUTES),
        before: { treated: 611, control: 598 },
        during: { treated: 287, control: 302 },
        finding: { kind: 'ratio', ratio: 0.95, low: 0.81, high: 1.12 },
        around: { treated: 811, control: 795 },
        around_ratio: { ratio: 1.02, low: 0.9, high: 1.16 },
      },
    },
  ];
}

export class MockTrials extends MockPatrols implements TrialsBackend {
  trials_: DeskTrial[];
  outlook_: TrialOutlook = outlook;

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    this.trials_ = deskTrials(nowMs());
  }

  trials = () => this.answer('trials', () => ({ trials: this.trials_, categories }));
  previewTrial = () => this.answer('previewTrial', () => this.outlook_);
  planTrial = (id: string, order: TrialOrder) =>
    this.answer('planTrial', () => {
      if (this.isRepeated(id, order)) return this.outlook_;
      const planned_at = after(this.nowMs(), 0);
      const trial: DeskTrial = {
        ...{ id, state: 'planned', planned_at, order, seed: 9 },
        ...{ outlook: this.outlook_, places: [] },
      };
      this.trials_ = [trial, ...this.trials_];
      return this.outlook_;
    });
  callOffTrial = (id: string, operation: string) =>
    this.answer('callOffTrial', () => {
      if (this.isRepeated(operation, id)) return;
      const trial = this.trials_.find((one) => one.id === id);
      if (!trial) throw new BackendError('not_found', 'not_found');
      Object.assign(trial, { state: 'called_off', places: [], called_off_at: after(this.nowMs(), 0) });
    });
}
