// Where it was: the screen that chooses a place, in every state that it can show.
import { id, LONG, offline, step } from './states.mjs';
import { mapDrawn, townMap } from './town.mjs';

const withMap = (core) => {
  const { file, pack } = townMap();
  core.mapFile_ = file;
  core.map_ = { pack, coming: null };
};

/** A square on the ground around a point, as the desk draws one. */
function square(lat, lon, latHalf) {
  const lonHalf = 2 * latHalf;
  const corners = [
    [lon - lonHalf, lat - latHalf],
    [lon + lonHalf, lat - latHalf],
    [lon + lonHalf, lat + latHalf],
    [lon - lonHalf, lat + latHalf],
  ];
  return { type: 'MultiPolygon', coordinates: [[[...corners, corners[0]]]] };
}

/** One alert of each level, side by side. */
function outlineAlerts(core) {
  const [like] = core.alerts_;
  core.alerts_ = ['extreme', 'severe', 'moderate', 'minor'].map((level, place) => {
    const region = square(60.0131 - 0.0011 * (place > 1), 0.0111 + 0.0024 * (place % 2), 0.0004);
    return { ...like, id: id(101 + place), level, content: { ...like.content, region } };
  });
}

/** `begun` opens a draft, `andThen` adds to what is true before it opens. */
export function placeScreens(begun, andThen) {
  return [
    { name: 'place', ...step(begun({}), 'place') },
    {
      name: 'place-map',
      ...andThen(
        step(begun({ place: { words: 'Mill Street', point: { lat: 60.0125, lon: 0.0122 } } }), 'place'),
        withMap,
      ),
      drawn: mapDrawn,
    },
    {
      name: 'place-alerts',
      ...andThen(
        step(begun({ place: { words: 'Mill Street', point: { lat: 60.0125, lon: 0.0122 } } }), 'place'),
        (core) => (withMap(core), outlineAlerts(core)),
      ),
      wait: '.map-mark',
      drawn: mapDrawn,
    },
    {
      name: 'place-found',
      ...step(begun({}), 'place'),
      act: async (page) => {
        await page.locator('[type=search]').fill('elm');
        await page.locator('ul .link').last().click();
        await page.locator('[role=group]').waitFor();
      },
    },
    {
      name: 'place-outside',
      ...andThen(step(begun({ place: { words: LONG, point: { lat: 60.2, lon: 0 } } }), 'place'), (core) => {
        core.located_ = { ...core.located_, inside: false };
        core.map_ = {
          pack: null,
          coming: { size_bytes: 900, received_bytes: 300, trouble: null },
        };
      }),
      wait: '.wrong',
    },
    {
      name: 'place-none',
      ...andThen(step(begun({}), 'place'), (core) => {
        core.places_ = [];
        core.map_ = { pack: null, coming: { size_bytes: 9, received_bytes: 0, trouble: 'no_room' } };
      }),
    },
    {
      name: 'place-offline',
      full: true,
      ...andThen(step(begun({}), 'place'), (core) => {
        offline(core);
        core.map_ = { pack: null, coming: { size_bytes: 900, received_bytes: 300, trouble: null } };
      }),
    },
    {
      name: 'place-error',
      ...andThen(step(begun({}), 'place'), (core) => core.fail('findPlaces', 'internal')),
    },
  ];
}
