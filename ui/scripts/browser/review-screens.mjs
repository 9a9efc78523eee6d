// What the last step of a report says of its note, its place and its photos.

/** Screens of reports that are begun; `begun` and `andThen` say what is in them, `send` taps on Send. */
export function reviewScreens({ begun, andThen, send }) {
  return [
    {
      name: 'review-reported-near',
      ...andThen(begun({ place: { words: 'Mill Street', point: { lat: 60.0125, lon: 0.0122 } } }), (core) => {
        const month = '2026-10-01T00:00:00.000Z';
        core.located_.reported = [{ category: 'vandalism', reports_at_least: 10, month }];
      }),
      wait: '.told p',
    },
    {
      name: 'review-photo-words-refused',
      ...andThen(begun({}, [1]), (core) =>
        core.refuse('submitDraft', 'invalid', 'appearance_only', 'photos.0.description'),
      ),
      act: send,
    },
    {
      name: 'review-note-stopped',
      ...begun({ note: 'The lamp is out. Two Asian men near it.' }),
      act: async (page) => {
        await send(page);
        await page.locator('.prompt').waitFor();
      },
    },
    {
      name: 'review-note-few-details',
      ...begun({ note: 'A black man broke the window.' }),
      act: async (page) => {
        await page.locator('textarea').focus();
        await page.locator('textarea').blur();
        await page.locator('[aria-live] p').waitFor();
      },
    },
  ];
}
