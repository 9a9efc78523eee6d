// The desk's trials, in the room of figures, in every state that they can show.

async function shown(page) {
  await page.locator('article summary').click();
  await page.locator('article').last().scrollIntoViewIfNeeded();
}

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
    act: (page) => page.locator('main .row > button.button').first().scrollIntoViewIfNeeded(),
  },
  { name: 'trials-error', path: '/figures', set: (desk) => desk.fail('trials', 'internal') },
  {
    name: 'trials-preview',
    path: '/figures',
    act: async (page) => {
      await fillIn(page);
      await page.locator('form [role=status] p').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'trials-refused',
    path: '/figures',
    set: (desk) => desk.fail('previewTrial', 'invalid', 'meanwhile'),
    act: async (page) => {
      await fillIn(page);
      await page.locator('form [role=alert]').scrollIntoViewIfNeeded();
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
