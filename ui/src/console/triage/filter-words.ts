import type { Area, Status } from '../../lib/backend/generated/types';
import { counted } from '../../lib/i18n/format';
import { t } from '../../lib/i18n/strings.svelte';
import { CATEGORIES } from '../categories';
import { AGES_H, type Part } from './filter';

// A record, so that the compiler misses none.
const statuses: Readonly<Record<Status, true>> = {
  received: true,
  seen: true,
  assigned: true,
  on_the_way: true,
  resolved: true,
  closed: true,
  withdrawn: true,
};
const STATUSES = Object.keys(statuses) as readonly Status[];

/** A choice among many: its part, what it is called, what it says when it is not set, and what can be chosen. */
export interface Choice {
  part: Part;
  label: string;
  usual: string;
  options: readonly { value: string; words: string }[];
}

export function choices(area: Area | undefined): Choice[] {
  return [
    {
      part: 'status',
      label: t('filter-status'),
      usual: t('filter-open'),
      options: [
        { value: 'all', words: t('filter-all') },
        ...STATUSES.map((value) => ({ value, words: t(`desk-status-${value}`) })),
      ],
    },
    {
      part: 'category',
      label: t('filter-category'),
      usual: t('filter-every-category'),
      options: CATEGORIES.map((value) => ({ value, words: t(`category-${value}`) })),
    },
    {
      part: 'district',
      label: t('filter-district'),
      usual: t('filter-every-district'),
      options: (area?.districts ?? []).map(({ id, name }) => ({ value: id, words: name })),
    },
    {
      part: 'age',
      label: t('filter-age'),
      usual: t('filter-every-age'),
      options: AGES_H.map((hours) => ({ value: String(hours), words: ageWords(hours) })),
    },
    {
      part: 'order',
      label: t('filter-order'),
      usual: t('order-newest'),
      options: (['due', 'oldest'] as const).map((value) => ({ value, words: t(`order-${value}`) })),
    },
  ];
}

const DAY_H = 24;

const ageWords = (hours: number) =>
  hours < DAY_H ? t('filter-hours', counted(hours)) : t('filter-days', counted(hours / DAY_H));

/** What is set, in the words in which it was chosen; as it stands in the address where nobody knows it. */
export function setWords(part: Part, value: string, area: Area | undefined): string {
  if (part === 'words') return t('filter-said', { words: value });
  const choice = choices(area).find((one) => one.part === part);
  return choice?.options.find((option) => option.value === value)?.words ?? value;
}
