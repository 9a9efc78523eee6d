// The desk's trials, in the room of figures, in every state that they can show.

const trials = (page) => page.locator('section', { has: page.locator('article') }).last();
const shown = (page) => trials(page).scrollIntoViewIfNeeded();

async function fillIn(page) {
  await page.locator('main .row > button.button').first().click();
  await page.locator('form input[type=text]').first().fill('Short walks in the evening');
  await page.locator('form textarea').first().fill('Two officers walk by each evening.');
  await page.locator('form input[type=checkbox]').nth(3).check();
  await page.locator('form .lamp').click();
}

export const trialScreens = [
  { name: 'trials', path: '/figures', act: shown },
  {
    name: 'trials-none',
    path: '/figures',
    set: (desk) => (desk.trials_ = []),
  },
  { name: 'trials-error', path: '/figures', set: (desk) => desk.fail('trials', 'internal') },
  {
    name: 'trials-preview',
    path: '/figures',
    act: async (page) => {
      await fillIn(page);
      await page.locator('form [role=status] p').first().waitFor();
    },
  },
  {
    name: 'trials-refused',
    path: '/figures',
    set: (desk) => desk.fail('previewTrial', 'invalid', 'meanwhile'),
    act: async (page) => {
      await fillIn(page);
      await page.locator('form [role=alert]').waitFor();
    },
  },
  {
    name: 'trials-missing',
    path: '/figures',
    act: async (page) => {
      await page.locator('main .row > button.button').first().click();
      await page.locator('form .lamp').click();
    },
  },
];
