/** How the app looks, kept on this device beside the page: the core needs no word of it. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** In percent of the text size that the system gives. */
export const SIZES = [100, 125, 150, 200] as const;
export type Size = (typeof SIZES)[number];

export interface Appearance {
  theme: Theme;
  size: Size;
}

const KEY = 'lamplight-appearance';
const AS_THE_SYSTEM: Appearance = { theme: 'system', size: 100 };

/** What was chosen; whatever is not known stays as the system has it. */
export function chosen(): Appearance {
  try {
    const kept: Partial<Appearance> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return {
      theme: THEMES.find((theme) => theme === kept.theme) ?? AS_THE_SYSTEM.theme,
      size: SIZES.find((size) => size === kept.size) ?? AS_THE_SYSTEM.size,
    };
  } catch {
    return AS_THE_SYSTEM;
  }
}

/** Shows the page as it was chosen. */
export function show({ theme, size }: Appearance): void {
  const { style } = document.documentElement;
  style.colorScheme = theme === 'system' ? '' : theme;
  style.fontSize = size === 100 ? '' : `${size}%`;
}

export function choose(appearance: Appearance): void {
  show(appearance);
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // It then holds until the app is closed.
  }
}

/** Forgets what was chosen. */
export function forget(): void {
  show(AS_THE_SYSTEM);
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
