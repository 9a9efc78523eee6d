import type { Behaviour } from './backend/generated/types';

// A record, so that the compiler misses none; its order is the one in which people are offered them.
const order: Readonly<Record<Behaviour, true>> = {
  trying_handles: true,
  forcing_entry: true,
  looking_into_vehicles: true,
  looking_into_homes: true,
  taking_property: true,
  following_someone: true,
  threatening: true,
  hiding: true,
  circling_repeatedly: true,
  tampering: true,
};

/** Every behaviour. Being in the area is not one, and neither is anything about who a person is. */
export const BEHAVIOURS = Object.keys(order) as readonly Behaviour[];
