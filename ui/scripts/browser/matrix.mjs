// Which look of the walk is which screen of the design, in which of the four states that screens have. A state that
// cannot be says why. With --full each is shown in light and dark, from left to right and from right to left.

const STATES = ['loaded', 'empty', 'error', 'offline'];
/** What each cell is shown in. */
const LOOKS = ['light-en', 'dark-en', 'light-ar', 'dark-ar'];

/** A state in which the screen cannot be. */
const never = (why) => ({ why });

/** A screen's states in the order of STATES, by the names of the walk. */
const SCREENS = {
  R1: ['welcome', 'welcome-no-server', 'welcome-error', 'welcome-offline'],
  R2: ['home', 'home-empty', 'home-error', 'home-busy'],
  R3: [
    'what',
    never('no area is without a kind of report: the server refuses one'),
    'what-error',
    'what-offline',
  ],
  R4: ['behaviours', never('what can be seen is part of the app'), 'behaviours-error', 'behaviours-offline'],
  R5: ['review', 'review-empty', 'review-refused', 'review-offline'],
  R6: ['place-map', 'place-none', 'place-error', 'place-offline'],
  R7: ['saved-received', 'saved-gone', 'saved-error', 'saved-offline'],
  R8: ['reports', 'reports-empty', 'reports-error', 'reports-offline'],
  R9: ['thread', 'thread-gone', 'thread-error', 'thread-offline'],
  R10: ['alerts', 'alerts-empty', 'alerts-error', 'alerts-stale'],
  R11: ['events', 'events-empty', 'events-error', 'events-offline'],
  R12: ['help', 'help-none', 'help-error', 'help-offline'],
  R13: ['figures', 'figures-unknown', 'figures-error', 'figures-offline'],
  R14: ['settings', never('every setting has a value'), 'settings-error', 'settings-offline'],
};

const cells = Object.entries(SCREENS).flatMap(([number, names]) =>
  STATES.map((state, place) => ({ place: `${number}-${state}`, number, state, is: names[place] })),
);

/** The screens of the walk, those of the matrix with their place in it: `R2-empty-home-empty`. */
export function placed(screens) {
  const unnamed = cells.filter(({ is }) => !is.why && !screens.some(({ name }) => name === is));
  if (unnamed.length > 0) throw new Error(`no screen of the walk: ${unnamed.map(({ is }) => is).join(', ')}`);
  return screens.map((screen) => {
    const cell = cells.find(({ is }) => is === screen.name);
    return cell ? { ...screen, name: `${cell.place}-${screen.name}` } : screen;
  });
}

/** The looks of the matrix that are not among those that were walked, by the beginnings of their names. */
export function missed(walked) {
  const has = (beginning, look) =>
    walked.some((name) => name.startsWith(beginning) && name.includes(`-${look}-`));
  return cells
    .filter(({ is }) => !is.why)
    .flatMap(({ place }) =>
      LOOKS.filter((look) => !has(`resident-${place}-`, look)).map((look) => `${place} ${look}`),
    );
}

/** The states that cannot be, and why. */
export const reasons = () => cells.filter(({ is }) => is.why).map(({ place, is }) => `${place}: ${is.why}`);
