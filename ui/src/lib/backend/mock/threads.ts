/** Reports in every state that a resident can tell apart. */
import type { Thread } from '../generated/types';
import { after, idOf } from './fixtures';
import type { MockResident } from './resident';

export function everyKindOfThread(mock: MockResident): Thread[] {
  const nowMs = mock.nowMs();
  const draft = { behaviours: [], practice: false };
  const waiting = mock.threadOf({ ...draft, category: 'litter_dumping', place: {} }, { undo_until: null });
  const late = mock.threadOf(
    {
      ...draft,
      category: 'suspicious_activity',
      behaviours: ['trying_handles', 'looking_into_vehicles'],
      place: { words: 'Quay Road' },
    },
    { call_instead: true, saved_at: after(nowMs, -6) },
  );
  const refused = mock.threadOf(
    { ...draft, category: 'vehicle', place: { point: { lat: 41.38204, lon: 2.17031 } } },
    {
      delivery: 'needs_attention',
      undo_until: null,
      attention: { code: 'invalid', detail: 'lies outside Alder Quay', field: 'place.point' },
    },
  );
  const practice = mock.threadOf(
    { ...draft, category: 'lost_found', practice: true, place: { words: 'Park gate' } },
    { delivery: 'received', reference: 'AQ-4F8TZ', status: 'received', undo_until: null },
  );
  return [late, waiting, refused, talkedAbout(mock), practice];
}

/** A report that has ended, and of which the resident has not yet said whether it was put right. */
export function ended(mock: MockResident): Thread {
  const nowMs = mock.nowMs();
  const thread = mock.threadOf(
    { category: 'lighting_hazard', behaviours: [], practice: false, place: { words: 'Elm Lane' } },
    {
      delivery: 'seen',
      reference: 'AQ-2C8HT',
      status: 'resolved',
      undo_until: null,
      saved_at: after(nowMs, -3 * 24 * 60),
    },
  );
  const outcome = 'The lamp has a new bulb.';
  return {
    ...thread,
    received_at: after(nowMs, -3 * 24 * 60 + 1),
    entries: [
      { revision: 2, at: after(nowMs, -3 * 24 * 60 + 30), kind: 'status', status: 'seen' },
      { revision: 3, at: after(nowMs, -200), kind: 'status', status: 'resolved', ending: { outcome } },
      { revision: 4, at: after(nowMs, -100), kind: 'initiative', news: idOf(501) },
    ],
    ask_if_fixed: true,
    may_reopen: true,
  };
}

/** A report of another device. */
export function followed(mock: MockResident): Thread {
  const thread = talkedAbout(mock);
  return {
    ...thread,
    report: { ...thread.report, photos_waiting: 0 },
    photos: [],
    unsent: [],
    followed: true,
  };
}

/** A report on which patrol and resident have spoken. */
export function talkedAbout(mock: MockResident): Thread {
  const nowMs = mock.nowMs();
  const thread = mock.threadOf(
    {
      category: 'vandalism',
      behaviours: [],
      practice: false,
      place: { words: 'Mill Street, by the footbridge' },
      note: 'Fresh paint across the footbridge, about two metres. Spray cans left under the steps.',
    },
    {
      photos_waiting: 1,
      delivery: 'seen',
      reference: 'AQ-7K2M9',
      status: 'on_the_way',
      unread: 1,
      undo_until: null,
      saved_at: after(nowMs, -90),
    },
    [mock.photoOf(1, 'Red paint on the footbridge'), mock.photoOf(2), mock.photoOf(3)],
  );
  return {
    ...thread,
    received_at: after(nowMs, -73),
    entries: [
      { revision: 2, at: after(nowMs, -65), kind: 'status', status: 'seen' },
      {
        revision: 3,
        at: after(nowMs, -64),
        kind: 'message',
        id: idOf(701),
        from: 'patrol',
        text: 'Thank you. Is the paint still wet, and did it reach the school wall too?',
      },
      {
        revision: 4,
        at: after(nowMs, -62),
        kind: 'message',
        id: idOf(702),
        from: 'resident',
        text: 'Only the bridge. It looked fresh.',
      },
      { revision: 5, at: after(nowMs, -20), kind: 'status', status: 'on_the_way' },
    ],
    unsent: [
      {
        id: idOf(703),
        from: 'resident',
        text: 'I can show you the place.',
        saved_at: after(nowMs, -2),
        attention: null,
      },
    ],
  };
}
