/** Events of the fictional town. */
import type { Event, EventContent, Picture } from '../generated/types';
import { after, idOf } from './fixtures';
import { hashOf } from './pixels';

const DAY_MINUTES = 24 * 60;

/** The picture of the first event. */
export const eventPicture: Picture = { sha256: hashOf(7), size_bytes: 48_000 };

function eventContent(nowMs: number): EventContent {
  return {
    kind: 'safety_event',
    starts_at: after(nowMs, 5 * 24 * 60),
    ends_at: after(nowMs, 5 * 24 * 60 + 90),
    time_zone: 'Europe/Madrid',
    place: 'Quay steps',
    capacity: 30,
    languages: ['en', 'es'],
    picture: eventPicture,
    texts: [
      {
        language: 'en',
        title: 'Walk the waterfront with the patrol',
        description:
          'We walk from the Quay steps to the lighthouse and look together at what is dark, broken or in the way.\n\nBring a torch. Children are welcome.',
        picture_description: 'Neighbours with torches on the Quay steps at dusk.',
      },
      {
        language: 'es',
        title: 'Paseo por el puerto con la patrulla',
        description:
          'Caminamos desde la escalinata hasta el faro y miramos juntos qué está oscuro, roto o estorba.\n\nTraiga una linterna. Los niños son bienvenidos.',
        picture_description: 'Vecinos con linternas en la escalinata, al anochecer.',
      },
    ],
  };
}

/** Events of each kind: to come, cancelled, past. */
export function events(nowMs: number): Event[] {
  const { picture, texts, ...content } = eventContent(nowMs);
  const pictured = picture ? { picture, texts } : { texts };
  const event = (number: number, days: number, title: string, more: Partial<EventContent>): Event => ({
    id: idOf(number),
    revision: 1,
    state: 'published',
    changed_at: after(nowMs, -600),
    content: {
      ...content,
      starts_at: after(nowMs, days * DAY_MINUTES),
      ends_at: after(nowMs, days * DAY_MINUTES + 120),
      texts: [{ language: 'en', title, description: texts[0]?.description ?? '' }],
      ...more,
    },
  });
  return [
    event(201, 5, '', pictured),
    event(202, 9, 'First aid in two hours', { kind: 'education', place: 'Harbour library' }),
    event(203, 14, 'Lantern festival', { kind: 'celebration', place: 'Market square' }),
    {
      ...event(204, 7, 'Bicycle marking day', { place: 'School yard' }),
      state: 'cancelled',
      cancellation_note: 'The engraver is ill. We will name a new day here.',
    },
    event(205, -6, 'Open evening: ask the patrol', { kind: 'forum', place: 'Town hall' }),
  ];
}
