import { describe, expect, test } from 'vitest';
import type { ReportFilter } from '../../lib/backend/reports';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { TriageList } from './triage-list.svelte';

/** The desk in memory gives its reports in pages of two. */
const PAGE_ROWS = 2;

/** A list of the six open reports, before a desk that hands out pages when it is told to. */
function list() {
  const desk = new MockDesk();
  const whole = desk.reports;
  const held: (() => void)[] = [];
  let isHeld = false;
  desk.reports = async (filter: ReportFilter) => {
    const { reports } = await whole({ ...filter, after: undefined });
    const start = Number(filter.after ?? 0);
    const end = start + PAGE_ROWS;
    if (isHeld) await new Promise<void>((go) => held.push(go));
    return {
      reports: reports.slice(start, end),
      ...(end < reports.length && { next: String(end) }),
    };
  };
  const triage = new TriageList(desk);
  desk.listen(triage.hear, () => undefined);
  return {
    desk,
    triage,
    hold: () => (isHeld = true),
    async release() {
      isHeld = false;
      await expect.poll(() => held.length).toBeGreaterThan(0);
      for (const go of held.splice(0)) go();
    },
  };
}

function change(desk: MockDesk, number: number) {
  const report = desk.reports_.find(({ summary }) => summary.id === idOf(number));
  if (report) report.summary.status = 'on_the_way';
}

function tell(desk: MockDesk, number: number) {
  desk.tell({ kind: 'report', hint: { report_id: idOf(number), revision: 2 } });
}

function comeIn(desk: MockDesk) {
  const [like] = desk.reports_;
  if (!like) throw new Error('there is a report to copy');
  const summary = { ...like.summary, id: idOf(91), received_at: new Date().toISOString() };
  desk.reports_ = [{ ...structuredClone(like), summary }, ...desk.reports_];
}

const statusOf = (triage: TriageList, number: number) =>
  triage.rows?.find(({ summary }) => summary.id === idOf(number))?.summary.status;

describe('a row beyond the first page', () => {
  async function threePages() {
    const opened = list();
    await opened.triage.show();
    await opened.triage.more();
    await opened.triage.more();
    expect(opened.triage.rows).toHaveLength(6);
    return opened;
  }

  test('is changed in its place when there is news of it', async () => {
    const { desk, triage } = await threePages();
    change(desk, 6);
    tell(desk, 6);
    await expect.poll(() => statusOf(triage, 6)).toBe('on_the_way');
    expect(desk.calls).not.toContain('report');
  });

  test('is changed after a gap in the stream', async () => {
    const { desk, triage } = await threePages();
    change(desk, 6);
    desk.tell({ kind: 'resumed' });
    await expect.poll(() => statusOf(triage, 6)).toBe('on_the_way');
  });

  test('is found also after new ones have pushed it down', async () => {
    const { desk, triage } = await threePages();
    comeIn(desk);
    change(desk, 6);
    tell(desk, 91);
    tell(desk, 6);
    await expect.poll(() => statusOf(triage, 6)).toBe('on_the_way');
    await expect.poll(() => triage.fresh).toBe(1);
    expect(triage.rows).toHaveLength(6);
  });

  test('is not asked for when the news are of another', async () => {
    const { desk } = await threePages();
    const before = desk.calls.length;
    tell(desk, 1);
    await expect.poll(() => desk.calls.length).toBe(before + 1);
  });

  test('that is gone has left the list', async () => {
    const { desk, triage } = await threePages();
    desk.reports_ = desk.reports_.filter(({ summary }) => summary.id !== idOf(6));
    tell(desk, 6);
    await expect.poll(() => triage.rows?.at(-1)?.left).toBe(true);
  });
});

describe('news of a report that is not among the rows', () => {
  test('are counted once, until the list is drawn anew', async () => {
    const { desk, triage } = list();
    await triage.show();
    comeIn(desk);
    tell(desk, 91);
    tell(desk, 91);
    await expect.poll(() => triage.fresh).toBe(1);
    await triage.show();
    expect(triage.fresh).toBe(0);
    expect(triage.rows?.[0]?.summary.id).toBe(idOf(91));
  });

  test('are not, where it stands below what was read', async () => {
    const { desk, triage } = list();
    await triage.show();
    const before = desk.calls.length;
    tell(desk, 6);
    await expect.poll(() => desk.calls.length).toBe(before + 1);
    expect(triage.fresh).toBe(0);
  });

  test('are not, once it no longer fits the filter', async () => {
    const { desk, triage } = list();
    await triage.show({ status: 'received' });
    comeIn(desk);
    tell(desk, 91);
    await expect.poll(() => triage.fresh).toBe(1);
    change(desk, 91);
    tell(desk, 91);
    await expect.poll(() => triage.fresh).toBe(0);
  });
});

describe('news that come while the list is being read are looked for afterwards', () => {
  test('for the first time', async () => {
    const { desk, triage, hold, release } = list();
    hold();
    void triage.show();
    // The page is on its way when the report comes in and the stream begins.
    await expect.poll(() => desk.calls).toEqual(['reports']);
    comeIn(desk);
    desk.tell({ kind: 'resumed' });
    await release();
    await expect.poll(() => triage.fresh).toBe(1);
  });

  test('again', async () => {
    const { desk, triage, hold, release } = list();
    await triage.show();
    hold();
    void triage.show();
    await expect.poll(() => desk.calls).toHaveLength(2);
    change(desk, 1);
    tell(desk, 1);
    await release();
    await expect.poll(() => statusOf(triage, 1)).toBe('on_the_way');
  });
});

test('news that cannot be looked for are told as a failure, until the next ones can', async () => {
  const { desk, triage } = list();
  await triage.show();
  desk.fail('reports', 'busy');
  tell(desk, 1);
  await expect.poll(() => triage.failure?.kind).toBe('busy');
  expect(triage.rows).toHaveLength(PAGE_ROWS);
  desk.mend('reports');
  tell(desk, 1);
  await expect.poll(() => triage.failure).toBeNull();
});
