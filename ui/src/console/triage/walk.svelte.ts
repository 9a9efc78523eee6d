import { tick } from 'svelte';
import type { Row } from './triage-list.svelte';

/**
 * Where somebody is in the list, by its row and not by its place: rows come and go, and the hand stays on the
 * report. It walks without opening: opening a new report tells its resident that a person has seen it.
 */
export class Walk {
  /** The report. */
  id = $state<string | null>(null);
  /** Its place when it was last there, for when it goes. */
  #place = 0;
  #rows: () => readonly Row[];
  #list: () => HTMLElement | undefined;

  constructor(rows: () => readonly Row[], list: () => HTMLElement | undefined) {
    this.#rows = rows;
    this.#list = list;
  }

  /** Its place among the rows; -1 where it is not. */
  get place(): number {
    return this.id === null ? -1 : this.#rows().findIndex(({ summary }) => summary.id === this.id);
  }

  /** Somebody came here by themselves: by Tab, or by a press. */
  come(id: string): void {
    this.id = id;
    this.#place = this.place;
  }

  /** Goes so many rows on, from the row of now, or else from the one that is open. */
  async step(by: number, opened: string | undefined): Promise<void> {
    const rows = this.#rows();
    const here = this.place;
    const from = here >= 0 ? here : rows.findIndex(({ summary }) => summary.id === opened);
    await this.goTo(from + by);
  }

  /** Takes the focus to the row at this place, or the nearest that there is. */
  async goTo(place: number): Promise<void> {
    const rows = this.#rows();
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    if (!row) return;
    this.come(row.summary.id);
    // The row may be far from sight: being walked to, it is drawn, and the focus brings it into sight.
    await tick();
    this.#list()?.querySelector<HTMLElement>(`[data-key="${row.summary.id}"] a`)?.focus();
  }

  /** Takes the focus back to where it was; to what has come into its place, if it is gone. */
  async goBack(): Promise<void> {
    const here = this.place;
    await this.goTo(here >= 0 ? here : this.#place);
  }
}
