// What several screens have in common.

export const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Words that no line breaks. */
export const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänskajüte '.repeat(3);

/** The server was last heard a while ago. */
export const offline = (core) => {
  core.connection = 'offline';
  core.deskWatching = null;
  core.syncedAt = new Date(core.nowMs() - 25 * 60_000).toISOString();
};

/** A screen of a draft other than its form. */
export const step = (begun, name) => ({ ...begun, path: (core) => `${begun.path(core)}/${name}` });
