/** Which language the words are in, and which customs the dates and numbers follow. */

/** Every installation has English. */
export const FALLBACK = 'en';

/** Languages made from the English words by code (`pseudo.ts`), and whose customs dates and numbers follow in them. */
const PSEUDO: Readonly<Record<string, string>> = {
  // Greek has no letter of English: an English word in a date would be seen.
  'en-XA': 'el',
  'ar-XB': 'ar',
};

/** Also in `crates/lamplight-words`. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** The first part of a tag: `pt` of `pt-BR`. */
export function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(primary(language));
}

export function isPseudo(language: string): boolean {
  return Object.hasOwn(PSEUDO, language);
}

/** The language of the files that the words of a language come from. */
export function wordsOf(language: string): string {
  return isPseudo(language) ? FALLBACK : language;
}

/** Whether `Intl` takes the tag. A system without a locale calls itself "C", and `Intl` throws at that. */
function isUsable(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** The first language of the system that has words, unless one was chosen. */
export function pickLanguage(
  chosen: string | null,
  ofSystem: readonly string[],
  available: readonly string[],
): string {
  const wanted = chosen === null ? ofSystem.filter(isUsable) : [chosen];
  for (const tag of wanted) {
    if (isPseudo(tag)) return tag;
    const found = available.find((language) => language === tag || language === primary(tag));
    if (found !== undefined) return found;
  }
  return FALLBACK;
}

/** The tag for dates and numbers: the system's region, when it speaks the language of the words. */
export function pickCustoms(language: string, ofSystem: readonly string[]): string {
  const pseudo = PSEUDO[language];
  if (pseudo !== undefined) return pseudo;
  return ofSystem.find((tag) => isUsable(tag) && primary(tag) === primary(language)) ?? language;
}

/** Of texts in several languages the one to show: the reader's, else English, else whatever there is. */
export function pickText<T extends { language: string }>(
  texts: readonly T[],
  language: string,
): T | undefined {
  return (
    texts.find((text) => text.language === language) ??
    texts.find((text) => primary(text.language) === primary(language)) ??
    texts.find((text) => primary(text.language) === FALLBACK) ??
    texts[0]
  );
}
