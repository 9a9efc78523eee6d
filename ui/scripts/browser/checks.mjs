// What must be true of every screen. Each check returns what is wrong, in words.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** In CSS pixels. */
const TARGET_MIN = 44;
const PRIMARY_MIN = 48;

/** No violation of any rule of axe, contrast and best practices included. There is no list of exceptions. */
export async function accessible(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations.map(
    ({ id, nodes }) => `axe ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
}

/** Everything that can be pressed is large enough for a finger; axe is content with 24 pixels. */
export async function largeTargets(page, primaryMin = PRIMARY_MIN) {
  return page.evaluate(
    ([least, primaryLeast]) => {
      const wrong = [];
      for (const control of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
        // A box and its label are one target.
        const isBox = control.matches('[type=checkbox], [type=radio]');
        const { width, height } = (isBox ? control.closest('label') : control).getBoundingClientRect();
        const needed = control.matches('.lamp') ? primaryLeast : least;
        const isHidden = width === 0 || !control.checkVisibility();
        if (!isHidden && (width < least - 0.5 || height < needed - 0.5)) {
          wrong.push(`target ${Math.round(width)}×${Math.round(height)}: ${control.outerHTML.slice(0, 120)}`);
        }
      }
      return wrong;
    },
    [TARGET_MIN, primaryMin],
  );
}

/** Nothing scrolls sideways, and nothing that is read reaches beyond the edge. */
export async function fitsWidth(page, label) {
  return page.evaluate((label) => {
    const wrong = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      wrong.push(`${label}: the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll('body *')) {
      const isText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
      );
      const style = getComputedStyle(element);
      const isHidden =
        style.clipPath !== 'none' || element.closest('.visually-hidden') || !element.checkVisibility();
      if (!isText || isHidden) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > width + 1)
        wrong.push(`${label}: beyond the edge: ${element.outerHTML.slice(0, 120)}`);
      // Cutting off is allowed only where a row of a list says it does: by an ellipsis.
      const isCut =
        element.scrollWidth > element.clientWidth + 1 &&
        style.overflowX !== 'visible' &&
        style.display !== 'inline';
      if (isCut && style.textOverflow !== 'ellipsis')
        wrong.push(`${label}: cut off: ${element.outerHTML.slice(0, 120)}`);
    }
    return wrong;
  }, label);
}

/** Every picture is really there, not only its words. */
export async function showsPictures(page) {
  return page.evaluate(() =>
    [...document.images]
      .filter((image) => !image.complete || image.naturalWidth === 0)
      .map((image) => `not shown: ${image.alt} from ${image.src.slice(0, 80)}`),
  );
}

/** At the desk each half scrolls for itself; the page stays where it is. */
export async function standsStill(page) {
  const { height, all } = await page.evaluate(() => ({
    height: document.documentElement.clientHeight,
    all: document.documentElement.scrollHeight,
  }));
  return all > height ? [`the page scrolls: ${all} in ${height}`] : [];
}

/** On a small phone, with text twice as large, and both. */
export async function reflows(page) {
  const size = (percent) =>
    page.evaluate((percent) => void (document.documentElement.style.fontSize = percent), percent);
  const before = page.viewportSize();
  const wrong = [];
  await size('200%');
  wrong.push(...(await fitsWidth(page, '200 % text')));
  await size('');
  await page.setViewportSize({ width: 320, height: 568 });
  wrong.push(...(await fitsWidth(page, '320 px')));
  await size('200%');
  wrong.push(...(await fitsWidth(page, '320 px and 200 % text')));
  await size('');
  await page.setViewportSize(before);
  return wrong;
}

/** What a screen names by itself in any language: a language, in that language (`Intl.DisplayNames`). */
const LANGUAGE_NAMES = ['en', 'es', 'uk', 'ar'].map((tag) => {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
  return name.charAt(0).toUpperCase() + name.slice(1);
});

/** A receipt or a key is shown in groups, which no data has. */
const IN_GROUPS = /[0-9A-Z]{4,5}([- ][0-9A-Z]{4,5}){3,}/g;

/** In en-XA every letter of the words has an accent: a plain word that is no data was written into the code. */
export async function hasOnlyAccents(page, data) {
  const said = await page.evaluate(() => {
    const spoken = ['aria-label', 'aria-description', 'alt', 'placeholder', 'title'];
    // What stands on a key of the keyboard is no word, nor is what is set as a code.
    const isText = (node) =>
      node.nodeType === Node.TEXT_NODE && !node.parentElement.closest('script, style, kbd, .code');
    const all = [...document.querySelectorAll('body, body *')];
    return [
      document.title,
      ...all.flatMap((element) => [...element.childNodes].filter(isText).map((node) => node.data)),
      ...all.flatMap((element) => spoken.map((name) => element.getAttribute(name) ?? '')),
    ];
  });
  const typed = await page.evaluate(() => [
    ...new URLSearchParams(location.hash.split('?')[1]).values(),
    ...[...document.querySelectorAll('input, textarea')].map((field) => field.value),
  ]);
  const codes = [...data].filter((text) => /^[0-9A-Z]+(-[0-9A-Z]+)+$/.test(text));
  const known = [...data, ...codes.flatMap((code) => code.split('-')), ...typed, ...LANGUAGE_NAMES]
    .map((text) => text.trim())
    .filter((text) => text.length > 1);
  known.sort((a, b) => b.length - a.length);
  // The groups first: one of them may be the end of a reference, and what is left would be none.
  const rest = (text) =>
    known.reduce(
      (left, part) => left.replaceAll(part, ' '),
      text.normalize('NFC').replaceAll(IN_GROUPS, ' '),
    );
  return [...new Set(said)]
    .filter((text) => /[a-z]{2}/i.test(rest(text)))
    .map((text) => `plain words: ${text.trim().slice(0, 120)}`);
}
