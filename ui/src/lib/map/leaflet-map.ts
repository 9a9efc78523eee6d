/**
 * The map itself: a chunk of its own, loaded by `MapView` when the first map is shown.
 *
 * Leaflet's own controls are left out. They write markup, which the pages forbid, and are smaller than a finger.
 */
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { PMTiles, ResolvedValueCache } from 'pmtiles';
import { labelRules, leafletLayer, paintRules } from 'protomaps-leaflet';
import type { MapPack, Point } from '../backend/generated/types';
import { icons } from '../ui/icons';
import { DoorSource, type ReadMap } from './door-source';
import { mapLook } from './map-look';
import { overlaysLayer, type Overlays } from './overlays';

/** How far in one may look beyond the finest tiles, in zooms: the lines are drawn larger. */
const ZOOMS_BEYOND = 3;
/** The zoom at which a pin is shown: a few streets around it. */
const ZOOM_OF_PIN = 16;
/** How far what is looked at stays from the edges, in pixels: no mark is cut, none lies under the buttons at a side. */
const MARGIN: [wide: number, high: number] = [72, 32];
const SVG = 'http://www.w3.org/2000/svg';

export interface MapOptions {
  pack: MapPack;
  read: ReadMap;
  dark: boolean;
  /** What is to be seen at first; all of the ground when it is empty. */
  focus: readonly Point[];
  /** Somebody has set the pin by the pointer. */
  pinned: (point: Point) => void;
}

export class LeafletMap {
  #map: L.Map;
  #options: MapOptions;
  #tiles: L.Layer | null = null;
  #pin: L.Marker | null = null;
  #circle: L.Circle | null = null;
  #overlays: L.Layer | null = null;
  /** Somebody has moved the map, or the pin has. */
  #isMoved = false;

  constructor(element: HTMLElement, options: MapOptions) {
    this.#options = options;
    const { bounds, zoom_min, zoom_max } = options.pack;
    const edges = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
    const moves = !globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = L.map(element, {
      attributionControl: false,
      zoomControl: false,
      // The steps and the list beside it are for the keyboard.
      keyboard: false,
      minZoom: zoom_min,
      maxZoom: zoom_max + ZOOMS_BEYOND,
      maxBounds: edges,
      zoomAnimation: moves,
      fadeAnimation: moves,
    });
    this.#map.fitBounds(edges, { animate: false });
    if (options.focus.length > 0) this.#keepInSight(options.focus);
    this.#map.on('click', ({ latlng }) => options.pinned({ lat: latlng.lat, lon: latlng.lng }));
    this.dress(options.dark);
  }

  /** Draws the map in light or dark. */
  dress(dark: boolean): void {
    // protomaps-leaflet takes Leaflet from where a script would have put it.
    Object.assign(globalThis, { L });
    const { pack, read } = this.#options;
    this.#tiles?.remove();
    const look = mapLook(dark);
    this.#tiles = leafletLayer({
      // This cache forgets a read that failed: the next move of the map tries it again.
      url: new PMTiles(new DoorSource(pack.sha256, read), new ResolvedValueCache()),
      paintRules: paintRules(look),
      labelRules: labelRules(look, 'en'),
      backgroundColor: look.background,
      maxDataZoom: pack.zoom_max,
      attribution: '',
    }) as unknown as L.Layer;
    this.#tiles.addTo(this.#map);
  }

  /** Shows the pin, with a circle for how exactly its place is known; moves there when it is out of sight. */
  show(pin: Point | null, accuracyM: number | null): void {
    this.#circle?.remove();
    this.#circle = null;
    if (pin === null) {
      this.#pin?.remove();
      this.#pin = null;
      return;
    }
    const at = L.latLng(pin.lat, pin.lon);
    if (accuracyM !== null) {
      const look = { radius: accuracyM, interactive: false, className: 'map-accuracy' };
      this.#circle = L.circle(at, look).addTo(this.#map);
    }
    const isFirst = this.#pin === null;
    this.#pin ??= L.marker(at, { icon: pinIcon(), keyboard: false, interactive: false }).addTo(this.#map);
    this.#pin.setLatLng(at);
    if (isFirst) this.#map.setView(at, ZOOM_OF_PIN, { animate: false });
    else if (!this.#map.getBounds().pad(-0.1).contains(at)) this.#map.panTo(at);
  }

  /** Lays something over the ground, in place of what lay there before. */
  lay(overlays: Overlays): void {
    this.#overlays?.remove();
    this.#overlays = overlaysLayer(overlays).addTo(this.#map);
  }

  zoom(steps: number): void {
    this.#map.setZoom(this.#map.getZoom() + steps);
  }

  remove(): void {
    this.#map.remove();
  }

  /** Shows all of these places, also when the page gets another size; until the map is moved. */
  #keepInSight(points: readonly Point[]): void {
    const all = L.latLngBounds(points.map(({ lat, lon }) => L.latLng(lat, lon)));
    const fit = () => {
      if (this.#isMoved) return;
      this.#map.fitBounds(all, { animate: false, maxZoom: ZOOM_OF_PIN, padding: MARGIN });
      this.#isMoved = false;
    };
    fit();
    this.#map.on('dragstart zoomstart', () => (this.#isMoved = true));
    this.#map.on('resize', fit);
  }
}

function pinIcon(): L.DivIcon {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', icons.pin);
  picture.append(path);
  const html = document.createElement('div');
  html.append(picture);
  return L.divIcon({ html, className: 'map-pin', iconSize: [36, 36], iconAnchor: [18, 34] });
}
