/** The address after the `#`: `#/reports/4f…?status=open`. Small on purpose; screens are few. */
class Router {
  /** The parts of the path: `['reports', '4f…']`; none for the first screen. */
  parts = $state.raw<readonly string[]>([]);
  /** The query. */
  query = $state.raw(new URLSearchParams());
  /** How many steps were taken: the first screen shown is 0. */
  steps = $state(0);

  constructor() {
    this.#read();
    addEventListener('hashchange', () => {
      const before = this.path;
      this.#read();
      if (this.path !== before) this.steps += 1;
    });
  }

  /** The path without the query. */
  get path(): string {
    return `/${this.parts.join('/')}`;
  }

  /** Goes there; Back leads here again. */
  go(to: string): void {
    location.hash = to;
  }

  /** Goes there in place of here: for a screen to which Back must not lead. */
  replace(to: string): void {
    location.replace(`#${to}`);
  }

  #read(): void {
    const [path = '', query = ''] = location.hash.replace(/^#/, '').split('?');
    this.parts = path.split('/').filter((part) => part !== '');
    this.query = new URLSearchParams(query);
  }
}

export const router = new Router();
