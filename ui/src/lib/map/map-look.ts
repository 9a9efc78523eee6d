import { namedFlavor, type Flavor } from '@protomaps/basemaps';

/** What the ground is drawn with. The map lies under what is said on it: it is calm, and its streets can be read. */
interface Ground {
  land: string;
  green: string;
  public: string;
  built: string;
  water: string;
  road: string;
  edge: string;
  ink: string;
  halo: string;
}

// Beside the app's own colours (tokens.css): warm paper by day, dusk by night.
const DAY: Ground = {
  land: '#f4efe6',
  green: '#d9e6cd',
  public: '#ece2d3',
  built: '#e0d6c6',
  water: '#b5d2e8',
  road: '#ffffff',
  edge: '#cfc4b2',
  ink: '#39465f',
  halo: '#fffdf9',
};
const NIGHT: Ground = {
  land: '#18223c',
  green: '#1b3238',
  public: '#222b4a',
  built: '#29345a',
  water: '#123761',
  road: '#465479',
  edge: '#0f1729',
  ink: '#d3dbee',
  halo: '#0f1729',
};

/** The colours of everything that the map can show. */
export function mapLook(dark: boolean): Flavor {
  const { land, green, public: open, built, water, road, edge, ink, halo } = dark ? NIGHT : DAY;
  return {
    ...namedFlavor(dark ? 'dark' : 'light'),
    background: land,
    earth: land,
    park_a: green,
    park_b: green,
    wood_a: green,
    wood_b: green,
    scrub_a: green,
    scrub_b: green,
    school: open,
    hospital: open,
    industrial: open,
    pedestrian: open,
    buildings: built,
    water,
    other: road,
    minor_service: road,
    minor_a: road,
    minor_b: road,
    link: road,
    major: road,
    highway: road,
    minor_service_casing: edge,
    minor_casing: edge,
    link_casing: edge,
    major_casing_early: edge,
    major_casing_late: edge,
    highway_casing_early: edge,
    highway_casing_late: edge,
    roads_label_minor: ink,
    roads_label_minor_halo: halo,
    roads_label_major: ink,
    roads_label_major_halo: halo,
    subplace_label: ink,
    subplace_label_halo: halo,
    address_label: ink,
    address_label_halo: halo,
  };
}
