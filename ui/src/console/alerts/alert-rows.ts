import type { Alert, DeskAlert } from '../../lib/backend/generated/types';
import { markedHeadline } from '../../lib/alert/headline';
import { rank, standing } from '../../lib/alert/standing';
import { moment } from '../../lib/i18n/format';
import { pickText } from '../../lib/i18n/locale';
import { strings, t } from '../../lib/i18n/strings.svelte';
import { minutes } from '../../lib/ui/clock.svelte';
import type { ListRow } from '../Rows.svelte';

/** An alert that was sent, in the list. */
export function alertRow(alert: Alert): ListRow {
  const text = pickText(alert.content.texts, strings.language);
  const state = standing(alert, minutes.nowMs);
  const isOver = state !== 'in_force' && state !== 'ahead';
  const level =
    alert.content.status === 'actual' ? t(`level-${alert.level}`) : t(`alert-${alert.content.status}`);
  return {
    id: alert.id,
    to: `/alerts/${alert.id}`,
    title: markedHeadline(alert.content.status, text?.headline ?? ''),
    language: text?.language,
    about: isOver
      ? moment(alert.sent, minutes.nowMs)
      : t('alert-until', { until: moment(alert.content.expires, minutes.nowMs) }),
    state: isOver ? t(`alert-${state}`) : level,
    tone: isOver ? 'over' : rank(alert) >= 3 ? 'loud' : 'plain',
  };
}

/** One with something to be done, in the list. */
export function waitingRow({ id, plan, published, changed_at }: DeskAlert): ListRow {
  const content = plan?.outgoing ?? published?.content;
  const text = pickText(content?.texts ?? [], strings.language);
  const state = plan?.state;
  return {
    id,
    to: `/alerts/${id}`,
    title: markedHeadline(content?.status ?? 'actual', text?.headline ?? ''),
    language: text?.language,
    about: plan?.written_by.name ?? moment(changed_at, minutes.nowMs),
    state:
      state === 'awaiting_approval' || state === 'scheduled' || state === 'expired'
        ? t(`plan-is-${state}`)
        : state === undefined
          ? t('plan-is-review')
          : t('plan-is-draft'),
    tone: state === 'draft' ? 'plain' : 'loud',
  };
}
