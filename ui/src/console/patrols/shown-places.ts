import type { MapMark, Overlays } from '../../lib/map/overlays';
import type { Corner, Outline } from '../alerts/outline';

/** A place of a plan. */
export interface Mark {
  at: Corner;
  /** Its number; a table beside the map says what it stands for. */
  number: string;
  tone: 'base' | 'ranked' | 'random' | 'asked' | 'left';
}

/** The order in which a unit goes from place to place. */
export interface Way {
  unit: number;
  places: readonly Corner[];
}

/** A flagged cell of the map of risk. */
export interface Cell {
  number: string;
  middle: Corner;
  corners: Outline;
}

/** What the room of patrols shows of the ground. */
export interface ShownPlaces {
  marks?: readonly Mark[];
  ways?: readonly Way[];
  cells?: readonly Cell[];
}

/** In so many ways a line can be broken; more units than that share them, and differ by where they go. */
const DASHES = 4;
/** How a way is drawn, by its place among the ways. */
export const dashOf = (place: number) => place % DASHES;

/** All corners of what is shown. */
export const cornersOf = ({ marks = [], cells = [] }: ShownPlaces): Corner[] => [
  ...marks.map(({ at }) => at),
  ...cells.flatMap(({ corners }) => corners),
];

const LOOKS: Record<Mark['tone'], MapMark['look']> = {
  base: 'square',
  ranked: 'bold',
  random: 'broken',
  asked: 'plain',
  left: 'crossed',
};

/** The same on the map of the streets. */
export const overlaysOf = ({ marks = [], ways = [], cells = [] }: ShownPlaces): Overlays => ({
  cells,
  lines: ways.map(({ places }, place) => ({ places, dash: dashOf(place) })),
  marks: marks.map(({ at, number, tone }) => ({ at, number, look: LOOKS[tone] })),
});
