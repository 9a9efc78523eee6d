import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MockDesk } from '../../lib/backend/mock/desk';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, openDesk } from '../testing';

/** Notifications as a browser shows them. */
class Shown {
  static permission: NotificationPermission = 'default';
  static answer: NotificationPermission = 'granted';
  static asked = 0;
  static all: Shown[] = [];
  onclick: (() => void) | null = null;
  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    Shown.all.push(this);
  }
  static requestPermission(): Promise<NotificationPermission> {
    Shown.asked += 1;
    Shown.permission = Shown.answer;
    return Promise.resolve(Shown.answer);
  }
  close(): void {
    Shown.all = Shown.all.filter((one) => one !== this);
  }
}

beforeEach(() => {
  Object.assign(Shown, { permission: 'default', answer: 'granted', asked: 0, all: [] });
  vi.stubGlobal('Notification', Shown);
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  vi.spyOn(window, 'focus').mockImplementation(() => undefined);
});
afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

/** A report comes in. */
function comesIn(
  desk: MockDesk,
  number: number,
  change: Partial<MockDesk['reports_'][number]['summary']>,
): void {
  const [like] = desk.reports_;
  if (!like) throw new Error('no report');
  const summary = {
    ...like.summary,
    id: idOf(number),
    status: 'received' as const,
    practice: false,
    ...change,
  };
  desk.reports_ = [{ ...like, summary }, ...desk.reports_];
  desk.tell({ kind: 'report', hint: { report_id: summary.id, revision: 1 } });
}

async function openWithNotices(): Promise<MockDesk> {
  const { desk, user } = await openDesk('/reports');
  await user.click(await button('Show me notifications'));
  await button('Notifications on');
  await vi.waitFor(() => expect(desk.calls).toContain('area'));
  return desk;
}

test('nobody is asked before they ask', async () => {
  await openDesk('/reports');
  await screen.findByText(/Your browser will ask you once/);
  expect(Shown.asked).toBe(0);
});

test('an urgent report is shown to whoever looks elsewhere, once, and leads to it', async () => {
  const desk = await openWithNotices();
  comesIn(desk, 901, { category: 'wellbeing' });
  await vi.waitFor(() => expect(Shown.all).toHaveLength(1));
  const [shown] = Shown.all;
  expect(shown?.title).toBe('An urgent report has come in');
  expect(shown?.options.body).toBe('Worried about someone');
  desk.tell({ kind: 'resumed' });
  comesIn(desk, 902, { category: 'wellbeing' });
  await vi.waitFor(() => expect(Shown.all).toHaveLength(2));
  shown?.onclick?.();
  expect(location.hash).toBe(`#/reports/${idOf(901)}`);
});

test('what is not urgent, or practice, or before their eyes rings for nobody', async () => {
  const desk = await openWithNotices();
  comesIn(desk, 901, { category: 'vandalism' });
  comesIn(desk, 902, { category: 'wellbeing', practice: true });
  comesIn(desk, 903, { category: 'suspicious_activity' });
  await vi.waitFor(() => expect(Shown.all).toHaveLength(1));
  vi.mocked(document.hasFocus).mockReturnValue(true);
  const before = desk.calls.length;
  comesIn(desk, 904, { category: 'wellbeing' });
  await vi.waitFor(() => expect(desk.calls.length).toBeGreaterThan(before));
  expect(Shown.all).toHaveLength(1);
});

test('what was chosen is remembered, and can be taken back', async () => {
  const first = await openDesk('/reports');
  await first.user.click(await button('Show me notifications'));
  await button('Notifications on');
  first.unmount();
  const again = await openDesk('/reports');
  await again.user.click(await button('Notifications on'));
  await button('Show me notifications');
  expect(Shown.asked).toBe(1);
});

test('a browser that blocks them is said, with what to do', async () => {
  Shown.answer = 'denied';
  const { user } = await openDesk('/reports');
  await user.click(await button('Show me notifications'));
  await screen.findByText(/blocks notifications/);
});
