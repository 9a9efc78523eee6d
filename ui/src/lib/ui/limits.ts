/**
 * Limits of the protocol that a form tells before they are reached. The core and the server decide; these
 * only spare people a refusal.
 */

/** A report's note and a message, in characters. */
export const NOTE_CHARS_MAX = 2_000;
/** From here on the form says how many characters are left. */
export const NOTE_CHARS_TOLD = 1_600;
/** An alert's headline, in characters. */
export const HEADLINE_CHARS_MAX = 160;
/** Photos in one report. */
export const PHOTOS_MAX = 6;
/** What a picture of the patrol shows, in characters. */
export const PICTURE_DESCRIPTION_CHARS_MAX = 400;
/** People that one answer to an event brings. */
export const EVENT_PEOPLE_MAX = 10;
/** What a photo shows, in characters. */
export const PHOTO_DESCRIPTION_CHARS_MAX = 200;
