import L from 'leaflet';
import type { Point, Region } from '../backend/generated/types';
import './overlays.css';

/** An outline on the map, told apart by its number: what it is stands beside the map, under the same one. */
export interface MapArea {
  number: string;
  /** How loud it is, from 1 to 4: the louder, the less its outline is broken. */
  rank: number;
  region: Region;
}

/** A piece of a grid over the ground, told apart by its number. */
export interface MapCell {
  number: string;
  corners: readonly Point[];
}

/** Places in their order. */
export interface MapLine {
  places: readonly Point[];
  /** By how it is broken it is told apart from the others, from 0, which is not broken, to 3. */
  dash: number;
}

/** A place, told apart by its number, and of what kind it is by its shape and edge. */
export interface MapMark {
  at: Point;
  number: string;
  look: 'plain' | 'bold' | 'broken' | 'crossed' | 'square';
}

/**
 * What lies over the ground. Everything in it is told beside the map too, by a list or a table. Of cells and marks the
 * first one lies on top.
 */
export interface Overlays {
  areas?: readonly MapArea[];
  cells?: readonly MapCell[];
  lines?: readonly MapLine[];
  marks?: readonly MapMark[];
}

/** Widths of what a number stands in, in pixels. */
const MARK = 28;
const CELL_NUMBER = 22;
/** By how much one lies above the next, in pixels; more than a map is high, as Leaflet puts what is further south above. */
const ABOVE = 10_000;

type Ring = Region['coordinates'][number][number];
const corners = (ring: Ring) => ring.map(([lon, lat]) => L.latLng(lat, lon));
const latLng = ({ lat, lon }: Point) => L.latLng(lat, lon);

/** A number at a place. */
function numbered(number: string, at: L.LatLng, className: string, width = MARK, up = 0): L.Marker {
  const html = document.createElement('span');
  html.textContent = number;
  const icon = L.divIcon({ html, className, iconSize: [width, width] });
  return L.marker(at, { icon, keyboard: false, interactive: false, zIndexOffset: up });
}

/** Everything that shows one area: its outline, and its number in the middle of each part. */
function drawnArea({ number, rank, region }: MapArea): L.Layer[] {
  const look = { interactive: false, className: `map-area rank-${rank}` };
  return region.coordinates.flatMap((rings) => {
    const outline = L.polygon(rings.map(corners), look);
    const middle = outline.getBounds().getCenter();
    return [outline, numbered(number, middle, `map-mark rank-${rank}`)];
  });
}

function drawnCell({ number, corners }: MapCell, place: number): L.Layer[] {
  const outline = L.polygon(corners.map(latLng), { interactive: false, className: 'map-cell' });
  const middle = outline.getBounds().getCenter();
  return [outline, numbered(number, middle, 'map-cell-number', CELL_NUMBER, -place * ABOVE)];
}

/** A line on a pale one, so that it can be seen on every ground. */
function drawnLine({ places, dash }: MapLine): L.Layer[] {
  const line = (className: string) => L.polyline(places.map(latLng), { interactive: false, className });
  return [line('map-line-ground'), line(`map-line dash-${dash}`)];
}

const drawnMark = ({ at, number, look }: MapMark, place: number) =>
  numbered(number, latLng(at), `map-mark ${look}`, MARK, -place * ABOVE);

/** All of it as one layer. */
export const overlaysLayer = ({ areas = [], cells = [], lines = [], marks = [] }: Overlays): L.Layer =>
  L.layerGroup([
    ...areas.flatMap(drawnArea),
    ...cells.flatMap(drawnCell),
    ...lines.flatMap(drawnLine),
    ...marks.map(drawnMark),
  ]);
