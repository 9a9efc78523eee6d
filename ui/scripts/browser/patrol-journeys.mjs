// What people do with the map of a plan, on the built page.
import { openDesk } from './open.mjs';
import { Patrol } from './patrol.mjs';
import { id } from './states.mjs';
import { deskWithMap, mapDrawn } from './town.mjs';

const DESK = { scheme: 'light', language: 'en', viewport: { width: 1210, height: 760 } };

function must(holds, what) {
  if (!holds) throw new Error(what);
}

async function openPlan({ browser, server, newDesk }) {
  const desk = newDesk();
  deskWithMap(desk);
  const opened = await openDesk(browser, server.origin, DESK, new Patrol(desk), `/patrols/${id(601)}`);
  await mapDrawn(opened.page);
  return { ...opened, desk };
}

/** A place that is pointed at on the streets stands in the field beside them, to the metre. */
async function patrolPointsAtMap(world) {
  const { page, close } = await openPlan(world);
  await page.getByRole('button', { name: 'Add a stop for Walker 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Point at it on the map').click();
  await dialog.getByRole('img').click();
  await dialog.locator('.map-pin').waitFor();
  const degrees = await dialog.getByLabel('Latitude, longitude').inputValue();
  const [lat, lon] = degrees.split(', ').map(Number);
  // The middle of the town's map.
  must(Math.abs(lat - 60.015) < 0.005 && Math.abs(lon - 0.015) < 0.005, `it pointed at ${degrees}`);
  await close();
}

/** A plan is printed with its drawing: tiles would come late, and cost ink. */
async function patrolOnPaper(world) {
  const { page, close } = await openPlan(world);
  const [map, drawing] = [page.locator('.map[role=img]'), page.locator('.detail svg[role=img]')];
  must((await map.isVisible()) && !(await drawing.isVisible()), 'the screen does not show the map alone');
  await page.emulateMedia({ media: 'print' });
  must(!(await map.isVisible()) && (await drawing.isVisible()), 'paper does not show the drawing alone');
  await close();
}

export const patrolJourneys = { patrolPointsAtMap, patrolOnPaper };
