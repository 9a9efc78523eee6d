import type { ReportSummary } from '../../lib/backend/generated/types';
import { t } from '../../lib/i18n/strings.svelte';
import { router } from '../../lib/ui/router.svelte';
import { chime, wake } from './chime';

/** Whether notifications are shown: `ask` before somebody has chosen, `blocked` when the browser shows none. */
export type Notices = 'ask' | 'on' | 'off' | 'blocked' | 'missing';

/** Where this browser remembers what was chosen. */
const NOTICES_KEY = 'lamplight.desk.notices';
const SOUND_KEY = 'lamplight.desk.sound';

/** Tells whoever looks elsewhere of an urgent report: by a notification, and by a sound. */
export class Bell {
  notices = $state<Notices>(noticesNow());
  sound = $state(remembered(SOUND_KEY) === 'on');

  /** Whether there is anything to ring for. */
  get isOn(): boolean {
    return this.notices === 'on' || this.sound;
  }

  /** Called at a click: a browser asks people nothing that they did not ask for. */
  switchNotices = async (): Promise<void> => {
    const wanted = this.notices === 'on' ? 'off' : 'on';
    if (wanted === 'on' && Notification.permission === 'default') await Notification.requestPermission();
    remember(NOTICES_KEY, wanted);
    this.notices = noticesNow();
  };

  /** Called at a click. Switched on, it is heard once, so that people know it. */
  switchSound = async (): Promise<void> => {
    this.sound = !this.sound;
    remember(SOUND_KEY, this.sound ? 'on' : 'off');
    if (!this.sound) return;
    await wake().catch(() => undefined);
    chime();
  };

  /** Called at any click or key: after a reload the browser waits for one before it plays anything. */
  touch = (): void => {
    if (this.sound) void wake().catch(() => undefined);
  };

  ring = ({ id, category }: ReportSummary): void => {
    // Whoever looks at the desk sees it come in.
    if (document.visibilityState === 'visible' && document.hasFocus()) return;
    if (this.sound) chime();
    if (this.notices !== 'on') return;
    // Category and nothing else: it may stand on a screen that others see.
    const notice = new Notification(t('urgent-notice'), { body: t(`category-${category}`), tag: id });
    notice.onclick = () => {
      window.focus();
      router.go(`/reports/${id}`);
      notice.close();
    };
  };
}

function noticesNow(): Notices {
  if (!('Notification' in globalThis)) return 'missing';
  if (Notification.permission === 'denied') return 'blocked';
  if (remembered(NOTICES_KEY) === 'off') return 'off';
  return Notification.permission === 'granted' && remembered(NOTICES_KEY) === 'on' ? 'on' : 'ask';
}

/** A browser that keeps nothing forgets it with the page. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
  }
}
