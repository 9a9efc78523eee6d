import type { ResidentBackend } from '../../../lib/backend/backend';
import { BackendError } from '../../../lib/backend/failure';
import type { HeardPlace, Hearing, HearingState, QuietHours } from '../../../lib/backend/generated/types';
import { t } from '../../../lib/i18n/strings.svelte';
import { announcer } from '../../../lib/ui/announcer.svelte';

/** What most people sleep through. */
const NIGHT: QuietHours = { from: '22:00', until: '07:00' };

/** How alerts are heard, as it is being chosen. Each choice is kept at once. */
export class HearingInHand {
  hearing = $state.raw<Hearing>() as Hearing;
  /** Whether this device shows notifications. */
  able = $state(true);
  failure = $state.raw<BackendError | null>(null);
  /** What became of a try; none before it. */
  tried = $state<'shown' | 'not_shown' | null>(null);

  readonly desktop: boolean;
  #backend: ResidentBackend;

  constructor(backend: ResidentBackend, { hearing, able, desktop }: HearingState) {
    this.#backend = backend;
    this.hearing = hearing;
    this.able = able;
    this.desktop = desktop;
  }

  /** Keeps a choice; the one before comes back when it cannot be kept. */
  choose = async (choice: Partial<Hearing>): Promise<void> => {
    const before = this.hearing;
    this.hearing = { ...before, ...choice };
    this.failure = null;
    try {
      await this.#backend.setHearing(this.hearing);
      announcer.say(t('settings-saved'));
    } catch (thrown) {
      this.hearing = before;
      this.failure = BackendError.from(thrown);
    }
  };

  setQuiet = (quiet: boolean) => this.choose({ quiet: quiet ? NIGHT : null });

  /** Changes one bound of the quiet hours. An empty field is being written. */
  setHour = async (bound: keyof QuietHours, time: string): Promise<void> => {
    const { quiet } = this.hearing;
    if (quiet && time !== '') await this.choose({ quiet: { ...quiet, [bound]: time } });
  };

  hears = (district: string) =>
    this.hearing.places.some((place) => place.kind === 'district' && place.id === district);

  setDistrict = (id: string, wanted: boolean) =>
    this.choose({
      places: wanted
        ? [...this.hearing.places, { kind: 'district', id }]
        : this.hearing.places.filter((place) => place.kind !== 'district' || place.id !== id),
    });

  addPlace = (place: HeardPlace) => this.choose({ places: [...this.hearing.places, place] });
  removePlace = (place: HeardPlace) =>
    this.choose({ places: this.hearing.places.filter((other) => other !== place) });
  hearEverything = () => this.choose({ places: [] });

  try = async (): Promise<void> => {
    this.failure = null;
    this.tried = null;
    try {
      this.tried = (await this.#backend.tryNotification()) ? 'shown' : 'not_shown';
      this.able = this.tried === 'shown';
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
    }
  };
}
