import type { Attachment } from 'svelte/attachments';
import { router } from './router.svelte';

/** Moves the focus to a screen's heading after a step, so that everybody starts reading at its top. */
export const arrive: Attachment<HTMLElement> = (heading) => {
  // The first screen was not asked for by anyone: the focus stays where the system put it.
  if (router.steps === 0) return;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
};
