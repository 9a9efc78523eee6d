// What was tried, in words: for residents and for the desk, as the public page says it.
import type {
  ArmFigures,
  CountedCategory,
  Figure,
  TrialFinding,
  TrialRatio,
} from '../backend/generated/types';
import { number } from '../i18n/format';
import { strings, t } from '../i18n/strings.svelte';
import { categoryName } from './counted-category';

/** `−23`, `+8`, `0`: a ratio as a change in per cent. */
function change(ratio: number): string {
  const format = new Intl.NumberFormat(strings.customs, {
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  return format.format((ratio - 1) * 100);
}

/** A ratio and the ends of its interval as changes. */
const changes = ({ ratio, low, high }: TrialRatio) => ({
  change: change(ratio),
  low: change(low),
  high: change(high),
});

/** What a trial shows. Less or more is said only where the interval leaves no other. */
export function findingWords(finding: TrialFinding): string {
  if (finding.kind === 'too_few_events') {
    return t('figures-tried-too-few', { shown: number(Math.round(finding.needed_per_arm)) });
  }
  if (finding.high < 1) return t('figures-tried-less', changes(finding));
  return t(finding.low > 1 ? 'figures-tried-more' : 'figures-tried-same', changes(finding));
}

/** What happened around the places. */
export const aroundWords = (ratio: TrialRatio) => t('figures-tried-around', changes(ratio));

const count = (figure: Figure) =>
  figure.state === 'told'
    ? t('figures-tried-at-least', { shown: number(figure.value) })
    : t('figures-tried-few');

/** How many there were in both arms. */
export const armWords = ({ treated, control }: ArmFigures) => ({
  treated: count(treated),
  control: count(control),
});

/** What was counted. */
export const countedWords = (categories: readonly CountedCategory[]) =>
  t('figures-tried-counted', { names: categories.map(categoryName).join(' · ') });
