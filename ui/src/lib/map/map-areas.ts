import L from 'leaflet';
import type { Region } from '../backend/generated/types';

/** An outline on the map, told apart by its number: what it is stands beside the map, under the same one. */
export interface MapArea {
  number: string;
  /** How loud it is, from 1 to 4: the louder, the less its outline is broken. */
  rank: number;
  region: Region;
}

/** In pixels. */
const MARK = 28;

type Ring = Region['coordinates'][number][number];
const corners = (ring: Ring) => ring.map(([lon, lat]) => L.latLng(lat, lon));

/** Everything that shows one area: its outline, and its number in the middle of each part. */
function drawn({ number, rank, region }: MapArea): L.Layer[] {
  const look = { interactive: false, className: `map-area rank-${rank}` };
  return region.coordinates.flatMap((rings) => {
    const outline = L.polygon(rings.map(corners), look);
    const mark = document.createElement('span');
    mark.textContent = number;
    const icon = L.divIcon({ html: mark, className: `map-mark rank-${rank}`, iconSize: [MARK, MARK] });
    const middle = outline.getBounds().getCenter();
    return [outline, L.marker(middle, { icon, keyboard: false, interactive: false })];
  });
}

/** The areas as one layer. */
export const areasLayer = (areas: readonly MapArea[]): L.Layer => L.layerGroup(areas.flatMap(drawn));
