import type { Alert } from '../../lib/backend/generated/types';
import type { Resource } from '../../lib/ui/resource.svelte';
import { read } from '../context';

export interface ShownAlerts {
  alerts: Alert[];
  /** Ids of those that are about none of the chosen places. */
  elsewhere: ReadonlySet<string>;
}

/** The alerts, and which of them nobody was told of. Called while a component is set up. */
export const readAlerts = (): Resource<ShownAlerts> =>
  read(['alerts', 'settings', 'area'], async (backend) => {
    const [alerts, elsewhere] = await Promise.all([backend.alerts(), backend.alertsElsewhere()]);
    return { alerts, elsewhere: new Set(elsewhere) };
  });
