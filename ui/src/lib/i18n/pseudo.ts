/**
 * Languages that nobody speaks, made from the English words by code. In `en-XA` every letter wears an accent and
 * words are longer: what stays plain on a screen is not in the files of words. In `ar-XB` they run from right to
 * left. They are the system's languages or are set by hand; no list offers them.
 */

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀçđéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ';

const accents = new Map([...PLAIN].map((letter, place) => [letter, [...ACCENTED][place] ?? letter]));

/** Vowels twice make it a good third longer, as German or Ukrainian is. */
function accented(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const accent = accents.get(letter) ?? letter;
    return /[aeiou]/.test(letter) ? accent + accent : accent;
  });
}

const OVERRIDE_RIGHT_TO_LEFT = '\u202e';
const END_OF_OVERRIDE = '\u202c';

const turned = (text: string) => `${OVERRIDE_RIGHT_TO_LEFT}${text}${END_OF_OVERRIDE}`;

/** What becomes of each piece of English words. */
export function transformOf(language: string): (text: string) => string {
  return language === 'ar-XB' ? turned : accented;
}
