/** Reports as a desk has them on a busy evening. */
import type { ReportDetail, ReportSummary } from '../generated/types';
import { after, idOf } from './fixtures';
import { hashOf } from './pixels';

export function deskReports(nowMs: number): ReportDetail[] {
  const report = (
    number: number,
    summary: Partial<ReportSummary> & Pick<ReportSummary, 'category'>,
    more: Partial<ReportDetail> = {},
  ): ReportDetail => ({
    summary: {
      id: idOf(number),
      reference: `AQ-${String(7000 + number * 37)}K`,
      status: 'received',
      revision: 1,
      practice: false,
      received_at: after(nowMs, -number * 9),
      changed_at: after(nowMs, -number * 9),
      due_at: after(nowMs, 24 * 60 - number * 9),
      photos: 0,
      photos_to_come: 0,
      language: more.language ?? 'en',
      urgent: summary.category === 'suspicious_activity' || summary.category === 'wellbeing',
      overdue: false,
      unread: summary.status === undefined,
      merged: 0,
      referred: false,
      entered_by_staff: false,
      possible_profiling: false,
      ...summary,
    },
    behaviours: [],
    place: summary.place_words === undefined ? {} : { words: summary.place_words },
    place_withheld: false,
    has_contact: false,
    occurred_at: after(nowMs, -number * 9 - 4),
    occurred_in_future: false,
    language: 'en',
    photos: [],
    thread: [],
    desk: [],
    merged: [],
    referrals: [],
    ...more,
  });
  return [
    report(
      1,
      {
        category: 'suspicious_activity',
        due_at: after(nowMs, 21),
        urgent: true,
        unread: true,
        possible_profiling: true,
      },
      {
        behaviours: ['trying_handles', 'looking_into_vehicles'],
        note: 'One person, going from car to car along the quay. Dark clothes, not from here.',
        place: { point: { lat: 41.38, lon: 2.17 } },
        place_withheld: true,
      },
    ),
    talkedAboutReport(report, nowMs),
    report(
      3,
      {
        category: 'wellbeing',
        status: 'assigned',
        assignee: { id: idOf(301), name: 'Bo' },
        referred: true,
      },
      {
        place_withheld: true,
        has_contact: true,
        referrals: [
          { to: { kind: 'responders' }, at: after(nowMs, -16), by: { id: idOf(302), name: 'Eve' } },
        ],
      },
    ),
    report(
      4,
      { category: 'lighting_hazard', place_words: 'Elm Lane', status: 'seen' },
      { note: 'Lamp out since Monday.' },
    ),
    report(5, { category: 'lost_found', practice: true }, { occurred_in_future: true }),
    report(
      6,
      {
        category: 'litter_dumping',
        place_words: 'Behind the old cannery, where the path to the lighthouse begins',
        language: 'es',
        entered_by_staff: true,
        unread: true,
      },
      { language: 'es', entered_by: { id: idOf(302), name: 'Eve' } },
    ),
    report(
      7,
      { category: 'noise_disorder', place_words: 'Station Square', status: 'resolved', merged: 1 },
      {
        merged: [{ id: idOf(4), reference: 'AQ-7148K' }],
        ended_at: after(nowMs, -20),
        kept_until: after(nowMs, 90 * 24 * 60 - 20),
        thread: [
          {
            revision: 2,
            at: after(nowMs, -20),
            kind: 'status',
            status: 'resolved',
            ending: { outcome: 'Spoke with the bar; the music is off.' },
          },
          { revision: 3, at: after(nowMs, -9), kind: 'feedback', fixed: false },
        ],
      },
    ),
  ];
}

function talkedAboutReport(
  report: (
    number: number,
    summary: Partial<ReportSummary> & Pick<ReportSummary, 'category'>,
    more: Partial<ReportDetail>,
  ) => ReportDetail,
  nowMs: number,
): ReportDetail {
  return report(
    2,
    {
      category: 'vandalism',
      place_words: 'Mill Street',
      status: 'seen',
      due_at: after(nowMs, -12),
      overdue: true,
      revision: 4,
      photos: 5,
      photos_to_come: 1,
    },
    {
      desk: [
        {
          at: after(nowMs, -13),
          by: { id: idOf(302), name: 'Eve' },
          kind: 'note',
          text: 'Same tag as last week at the boat sheds. Ask the cleaning crew for a date.',
        },
      ],
      note: 'Fresh paint across the footbridge, about two metres. Spray cans left under the steps.',
      photos: [
        { sha256: hashOf(1), state: 'ready', description: 'Red paint on the footbridge' },
        { sha256: hashOf(2), state: 'ready' },
        { sha256: hashOf(3), state: 'checking' },
        { sha256: hashOf(4), state: 'unreadable' },
        { sha256: hashOf(5), state: 'to_come' },
      ],
      thread: [
        { revision: 2, at: after(nowMs, -15), kind: 'status', status: 'seen' },
        {
          revision: 3,
          at: after(nowMs, -14),
          kind: 'message',
          id: idOf(801),
          from: 'patrol',
          text: 'Is the paint still wet?',
        },
        {
          revision: 4,
          at: after(nowMs, -11),
          kind: 'message',
          id: idOf(802),
          from: 'resident',
          text: 'Only the bridge. It looked fresh.',
        },
      ],
    },
  );
}

/** Tells of an initiative in a report's thread, once; the revision that it has then. */
export function tellInitiative({ summary, thread }: ReportDetail, news: string, at: string): number {
  if (thread.some((entry) => entry.kind === 'initiative' && entry.news === news)) return summary.revision;
  summary.revision += 1;
  thread.push({ revision: summary.revision, at, kind: 'initiative', news });
  return summary.revision;
}
