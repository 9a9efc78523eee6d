import type { FoundPlace, Located } from '../generated/types';

const found = (
  kind: FoundPlace['kind'],
  name: string,
  lat: number,
  lon: number,
  house_number: string | null = null,
): FoundPlace => ({ kind, name, house_number, point: { lat, lon } });

/** Places of the small town, as the map has them. */
export const places: FoundPlace[] = [
  { kind: 'recent', name: 'Mill Street, by the footbridge', house_number: null, point: null },
  found('landmark', 'Old Town library', 60.0128, 0.0124),
  found('landmark', 'Quay steps', 60.0062, -0.0031),
  found('street', 'Elm Lane', 60.0145, 0.0139),
  found('street', 'Quay Road', 60.0111, -0.006),
  found('address', 'Elm Lane', 60.0147, 0.014, '12'),
];

/** What is at any point of it. */
export const onElmLane: Located = {
  inside: true,
  district: 'Old Town',
  street: 'Elm Lane',
  house_number: null,
  cross_street: 'Mill Street',
  landmark: null,
  reported: [],
};

/** The places that answer what was typed. */
export function placesCalled(all: readonly FoundPlace[], typed: string): FoundPlace[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const answers = ({ name, house_number }: FoundPlace) =>
    words.every((word) => `${name} ${house_number ?? ''}`.toLowerCase().includes(word));
  return all.filter((place) => answers(place) && (words.length > 0 || place.kind !== 'address'));
}
