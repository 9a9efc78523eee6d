import type { DeskBackend, DeskNews } from '../../lib/backend/backend';
import type { Category, ReportSummary } from '../../lib/backend/generated/types';

/** Reports that are remembered as known; the oldest are forgotten. */
const KNOWN_MAX = 500;

/** What the watch asks the server. */
type Asked = Pick<DeskBackend, 'area' | 'reports'>;

/** Finds urgent reports that are new, among the news of the live stream. */
export class UrgentWatch {
  #known = new Set<string>();
  #urgent: ReadonlySet<Category> | undefined;
  #begun = false;
  #looking = false;
  #again = false;

  constructor(
    private readonly backend: Asked,
    private readonly tell: (report: ReportSummary) => void,
  ) {}

  hear = (news: DeskNews): void => {
    if (news.kind === 'report' || news.kind === 'resumed') void this.look();
  };

  /** Looks at the newest reports. Any number of news while it does are one more look. */
  look = async (): Promise<void> => {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#again) {
      this.#again = false;
      // What cannot be read now is read at the next news; that the stream is lost is said elsewhere.
      await this.#lookOnce().catch(() => undefined);
    }
    this.#looking = false;
  };

  async #lookOnce(): Promise<void> {
    this.#urgent ??= urgentOf(await this.backend.area());
    const urgent = this.#urgent;
    const { reports } = await this.backend.reports({ status: 'received' });
    const fresh = reports.filter(({ id, category, practice }) => {
      return urgent.has(category) && !practice && !this.#known.has(id);
    });
    for (const { id } of fresh) this.#known.add(id);
    for (const id of this.#known) {
      if (this.#known.size <= KNOWN_MAX) break;
      this.#known.delete(id);
    }
    // What waited already when somebody began to watch is before their eyes.
    if (this.#begun) fresh.forEach(this.tell);
    this.#begun = true;
  }
}

function urgentOf({ categories }: Awaited<ReturnType<Asked['area']>>): ReadonlySet<Category> {
  return new Set(categories.filter(({ urgent }) => urgent).map(({ category }) => category));
}
