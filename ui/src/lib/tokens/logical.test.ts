import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Names of sides that do not turn with the direction of the words. */
const PHYSICAL = [
  /(?<![\w-])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)/,
  /(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius/,
  /(?<![\w-])(?:left|right)\s*:/,
  /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)/,
];
/** Four values name the sides one by one: the second is the right, the fourth the left. */
const FOUR_SIDES = /(?<![\w-])(?:margin|padding|inset)\s*:\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*;/;

/** The declarations that do not turn. */
function physical(css: string): string[] {
  return css.split('\n').filter((line) => {
    const [, , right, , left] = FOUR_SIDES.exec(line) ?? [];
    return right !== left || PHYSICAL.some((pattern) => pattern.test(line));
  });
}

const styles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(css|svelte)$/.test(file))
  .map((file) => {
    const source = readFileSync(`src/${file}`, 'utf8');
    return [file, file.endsWith('.css') ? source : (/<style>[^]*<\/style>/.exec(source)?.[0] ?? '')] as const;
  });

test.each(styles)('the style of %s turns with the words', (_, css) => {
  expect(physical(css)).toEqual([]);
});

describe('a side that does not turn is found', () => {
  test.each(['margin-left: 0;', 'right: 0;', 'text-align: left;', 'padding: 0 1rem 0 2rem;'])(
    '%s',
    (line) => {
      expect(physical(`  ${line}`)).toHaveLength(1);
    },
  );

  test.each(['margin-inline: 0;', 'margin: 0 1rem;', 'inset: 0 1px 2px 1px;', 'text-align: start;'])(
    '%s turns',
    (line) => {
      expect(physical(`  ${line}`)).toEqual([]);
    },
  );
});
