import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/lib/tokens/tokens.css', 'utf8');
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

function colour(token: string, scheme: Scheme): string {
  const value = new RegExp(`--${token}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const [light, dark] = value.match(/#[\da-f]{6}/g) ?? [];
  const found = scheme === 'light' ? light : (dark ?? light);
  if (found === undefined) throw new Error(`--${token} is not a colour`);
  return found;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, scheme: Scheme): number {
  const [darker = 0, lighter = 0] = [luminance(colour(a, scheme)), luminance(colour(b, scheme))].sort(
    (x, y) => x - y,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['paper', 'surface', 'sunken', 'dusk-bg'];
const levels = ['1', '2', '3', '4'];

/** What is written on what, and how much they must differ. */
const PAIRS: [number, string, string][] = [
  ...grounds.flatMap((ground): [number, string, string][] => [
    [7, 'ink', ground],
    [4.5, 'ink-muted', ground],
    [4.5, 'dusk', ground],
    [3, 'line-control', ground],
  ]),
  [7, 'on-lamp', 'lamp'],
  [7, 'on-lamp', 'lamp-pressed'],
  [4.5, 'paper', 'dusk'],
  [4.5, 'ok', 'surface'],
  [3, 'surface', 'ok'],
  [7, 'paper', 'level-4'],
  [4.5, 'level-4', 'paper'],
  [4.5, 'level-4', 'surface'],
  [4.5, 'level-4', 'dusk-bg'],
  [4.5, 'level-3', 'paper'],
  [4.5, 'level-3', 'dusk-bg'],
  ...levels.flatMap((level): [number, string, string][] => [
    [7, `level-${level}`, `level-${level}-bg`],
    [7, 'ink', `level-${level}-bg`],
    [4.5, 'dusk', `level-${level}-bg`],
  ]),
];

describe.each(SCHEMES)('in the %s scheme', (scheme) => {
  test.each(PAIRS)('there is %s:1 between %s and %s', (least, text, ground) => {
    expect(contrast(text, ground, scheme)).toBeGreaterThanOrEqual(least);
  });
});

test('black on white is 21:1, so the measure itself is right', () => {
  expect((luminance('#ffffff') + 0.05) / (luminance('#000000') + 0.05)).toBeCloseTo(21);
});
