import type { ServiceFigure } from '../../lib/backend/generated/types';
import { counted, number } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;
/** From here on hours are told as days. */
const HOURS_TOLD_MAX = 48;

/** Something told, and how it was counted. */
export interface Told {
  sentence: string;
  how: string;
}

/** `38 minutes`, `5 hours` */
export function inMinutes(minutes: number): string {
  return minutes < 2 * HOUR_MINUTES
    ? t('span-minutes', counted(minutes))
    : inHours(Math.ceil(minutes / HOUR_MINUTES));
}

/** `5 hours`, `3 days` */
export function inHours(hours: number): string {
  return hours < HOURS_TOLD_MAX
    ? t('span-hours', counted(hours))
    : t('span-days', counted(Math.ceil(hours / DAY_HOURS)));
}

/** What the figures say, each in one sentence. */
export function sentencesOf(figure: ServiceFigure): Told[] {
  const { closed_hours, first_answer_minutes, in_time_percent, reports } = figure;
  return [
    {
      sentence:
        first_answer_minutes == null
          ? t('figures-answer-fewer')
          : t('figures-answer', { span: inMinutes(first_answer_minutes) }),
      how: t('figures-answer-how', { shown: number(reports) }),
    },
    {
      sentence: t('figures-in-time', { percent: number(in_time_percent) }),
      how: t('figures-in-time-how'),
    },
    {
      sentence:
        closed_hours == null
          ? t('figures-closed-fewer')
          : t('figures-closed', { span: inHours(closed_hours) }),
      how: t('figures-closed-how'),
    },
  ];
}
