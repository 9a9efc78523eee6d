// Alerts on their way from a draft to their end, in every state that takes a second person or none.
import { id } from './states.mjs';
import { press } from './words.mjs';

/** What Bo wrote himself, which is to go out as loud as can be. */
function ownPlan(desk, change = {}) {
  const plan = desk.files.plans.get(id(110));
  const bo = { id: desk.me_.id, name: 'Bo' };
  Object.assign(plan, { state: 'draft', level: 'extreme', written_by: bo, ...change });
  delete plan.proposed_by;
}

/** Prepared, approved, sent alone, reviewed, taken back. */
export const alertScreens = [
  { name: 'alert-approval', path: `/alerts/${id(110)}` },
  {
    name: 'alert-declining',
    path: `/alerts/${id(110)}`,
    act: (page) => press(page, 'decision-decline'),
  },
  {
    name: 'alert-approval-refused',
    path: `/alerts/${id(110)}`,
    set: (desk) => desk.fail('decideAlert', 'changed_meanwhile'),
    act: async (page) => {
      await press(page, 'decision-approve');
      await page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'alert-update-prepared', path: `/alerts/${id(102)}` },
  { name: 'alert-draft', path: `/alerts/${id(110)}`, set: (desk) => ownPlan(desk) },
  {
    name: 'alert-scheduled',
    path: `/alerts/${id(110)}`,
    set: (desk) =>
      ownPlan(desk, {
        state: 'scheduled',
        send_at: new Date(desk.nowMs() + 3_600_000).toISOString(),
        proposed_by: { id: desk.me_.id, name: 'Bo' },
      }),
  },
  {
    name: 'alert-alone',
    path: `/alerts/${id(110)}`,
    set: (desk) => ownPlan(desk),
    act: async (page) => {
      await press(page, 'alone-begin');
      await press(page, 'alone-send');
    },
  },
  { name: 'alert-review', path: `/alerts/${id(101)}`, set: (desk) => desk.files.alone.set(id(101), id(302)) },
  {
    name: 'alert-discarding',
    path: `/alerts/${id(110)}`,
    act: (page) => press(page, 'plan-discard'),
  },
  {
    name: 'alert-recalling',
    path: `/alerts/${id(101)}`,
    act: async (page) => {
      await press(page, 'alert-recall');
      await page.locator('form .lamp').click();
    },
  },
  {
    name: 'alert-area',
    path: '/alerts/new',
    act: async (page) => {
      await page.locator('form input[type=checkbox]').first().check();
      const drawing = page.locator('form svg[role=img]');
      for (const [x, y] of [
        [60, 30],
        [160, 30],
        [160, 70],
      ]) {
        await drawing.click({ position: { x, y } });
      }
    },
  },
  {
    name: 'alert-reader',
    path: `/alerts/${id(101)}`,
    set: (desk) => (desk.me_ = { ...desk.me_, roles: ['officer'] }),
  },
];
