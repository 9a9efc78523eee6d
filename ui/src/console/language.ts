import { strings, t } from '../lib/i18n/strings.svelte';

/** Where this browser keeps what was chosen at its desk; the server need not know. */
const KEY = 'lamplight-language';

/** The language that was chosen in this browser; none follows the system. */
export function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing follows the system.
    return null;
  }
}

export async function showLanguage(language: string | null): Promise<void> {
  await strings.use(language, ['shared', 'console']);
  // Until a screen names itself.
  document.title = t('desk-title');
}

/** Shows the desk in a language from now on. */
export async function chooseLanguage(language: string | null): Promise<void> {
  try {
    if (language === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, language);
  } catch {
    // It then holds until the page is closed.
  }
  await showLanguage(language);
}
