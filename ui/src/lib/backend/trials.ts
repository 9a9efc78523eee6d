import type { TrialOrder, TrialOutlook, TrialsAnswer } from './generated/types';

/** What the desk asks about trials. */
export interface TrialsBackend {
  trials(): Promise<TrialsAnswer>;
  /** What could be expected of a trial; nothing is kept. */
  previewTrial(id: string, order: TrialOrder): Promise<TrialOutlook>;
  planTrial(id: string, order: TrialOrder): Promise<TrialOutlook>;
  callOffTrial(id: string, operation: string): Promise<void>;
}
