import { bundleOf } from './bundle';
import type { MessageKey, Messages } from './keys';
import { FALLBACK, isPseudo, isRightToLeft, pickCustoms, pickLanguage, wordsOf } from './locale';

/**
 * The files that pages need. The resident app begins with `shared` and `first`, and enters `resident` with the first
 * screen that is loaded later; `figures` comes with the screens that show them, and `patrols` with the desk's room of that
 * name. Rust reads `shared` and `figures` too, for what it words by itself.
 */
export type Room = 'shared' | 'first' | 'figures' | 'resident' | 'console' | 'patrols';

/** Each file is a chunk of its own, so that a page loads one language and its own rooms. */
const files = import.meta.glob<string>(
  '../../../../locales/*/{console,figures,first,patrols,resident,shared}.ftl',
  {
    query: '?raw',
    import: 'default',
  },
);
const pathOf = (language: string, room: Room) => `../../../../locales/${language}/${room}.ftl`;

/** The languages that have words. */
export const languages: readonly string[] = [
  ...new Set(Object.keys(files).map((path) => path.split('/').at(-2) ?? FALLBACK)),
].sort();

type ArgumentsOf<K extends MessageKey> = Messages[K] extends null ? [] : [args: Messages[K]];

class Strings {
  /** The language of the words. */
  language = $state(FALLBACK);
  /** The tag by which dates and numbers are written. */
  customs = $state(FALLBACK);
  #bundle = $state.raw(bundleOf(FALLBACK, []));
  #chosen: string | null = null;
  #rooms: readonly Room[] = [];

  /**
   * Loads the words of the language that was chosen, or of the system's, and shows them everywhere: those of the rooms
   * that are in use unless others are named.
   */
  async use(chosen: string | null, rooms: readonly Room[] = this.#rooms): Promise<void> {
    const language = pickLanguage(chosen, navigator.languages, languages);
    const texts = await Promise.all(rooms.map((room) => files[pathOf(wordsOf(language), room)]?.() ?? ''));
    const transform = isPseudo(language) ? (await import('./pseudo')).transformOf(language) : undefined;
    this.#bundle = bundleOf(language, texts, transform);
    this.#chosen = chosen;
    this.#rooms = rooms;
    this.language = language;
    this.customs = pickCustoms(language, navigator.languages);
    document.documentElement.lang = language;
    document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  }

  /** Loads the words of one more room, unless they are there: a screen that says them is shown after that. */
  async enter(room: Room): Promise<void> {
    if (!this.#rooms.includes(room)) await this.use(this.#chosen, [...this.#rooms, room]);
  }

  /** The words of a key, in the language of now. */
  say(key: string, args?: Record<string, string | number>): string {
    const pattern = this.#bundle.getMessage(key)?.value;
    return pattern == null ? key : this.#bundle.formatPattern(pattern, args ?? {});
  }
}

export const strings = new Strings();

/** The words of a key. Read in a template, they change with the language. */
export function t<K extends MessageKey>(key: K, ...args: ArgumentsOf<K>): string {
  return strings.say(key, args[0] as Record<string, string | number> | undefined);
}
