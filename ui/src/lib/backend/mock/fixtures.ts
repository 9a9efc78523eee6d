/** A small fictional town with something of everything, for tests and for work on the screens. */
import type { AuditEntry, Passkey, Person } from '../backend';
import type { Alert, AlertContent, AlertPlan, Area, Category } from '../generated/types';

const MINUTE_MS = 60_000;

/** A point in time so many minutes from `nowMs`. */
export const after = (nowMs: number, minutes: number) => new Date(nowMs + minutes * MINUTE_MS).toISOString();

/** An id that is the same in every run. */
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const categories: Category[] = [
  'vandalism',
  'suspicious_activity',
  'lighting_hazard',
  'noise_disorder',
  'litter_dumping',
  'vehicle',
  'lost_found',
  'wellbeing',
];

export const alderQuay: Area = {
  name: 'Alder Quay',
  prefix: 'AQ',
  districts: [
    {
      id: 'harbour',
      name: 'Harbour',
      region: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0.0, 60.01],
              [0.012, 60.01],
              [0.012, 60.02],
              [0.0, 60.02],
              [0.0, 60.01],
            ],
          ],
        ],
      },
    },
    {
      id: 'mill',
      name: 'Mill Street',
      region: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0.012, 60.01],
              [0.02, 60.01],
              [0.02, 60.02],
              [0.012, 60.02],
              [0.012, 60.01],
            ],
          ],
        ],
      },
    },
  ],
  emergency_number: '112',
  crisis_line: { name: 'Alder Quay listening line', number: '116 123' },
  helpers: [
    {
      kind: 'wellbeing',
      number: '555 0117',
      web: 'safe-at-home.example',
      texts: [
        {
          language: 'en',
          name: 'Safe at Home',
          purpose: 'When somebody at home frightens or hurts you',
          hours: 'Day and night',
        },
        {
          language: 'ar',
          name: 'بيت آمن',
          purpose: 'حين يخيفك أو يؤذيك شخص في البيت',
          hours: 'ليلًا ونهارًا',
        },
      ],
    },
    {
      kind: 'community',
      number: '555 0188',
      texts: [
        {
          language: 'en',
          name: 'Neighbours who carry',
          purpose: 'Shopping and errands for those who cannot leave the house',
        },
      ],
    },
  ],
  categories: categories.map((category) => ({
    category,
    urgent: category === 'suspicious_activity' || category === 'wellbeing',
    response_target_minutes: category === 'suspicious_activity' || category === 'wellbeing' ? 30 : 1440,
  })),
  languages: ['en', 'es'],
  time_zone: 'Europe/Madrid',
};

export function alertContent(nowMs: number): AlertContent {
  return {
    status: 'actual',
    category: 'infra',
    urgency: 'immediate',
    severity: 'severe',
    certainty: 'observed',
    expires: after(nowMs, 80),
    texts: [
      {
        language: 'en',
        headline: 'Gas smell near Mill Street',
        source: 'Alder Quay patrol',
        hazard: 'Leaking gas: it can catch fire',
        place: 'Mill Street between the bridge and the school',
        instruction:
          'Keep away from Mill Street. Use Quay Road. If you smell gas indoors, open the windows and leave.',
        description: '',
      },
      {
        language: 'es',
        headline: 'Olor a gas cerca de Mill Street',
        source: 'Patrulla de Alder Quay',
        hazard: 'Fuga de gas: puede arder',
        place: 'Mill Street, entre el puente y la escuela',
        instruction:
          'Aléjese de Mill Street. Use Quay Road. Si huele a gas en casa, abra las ventanas y salga.',
        description: '',
      },
    ],
  };
}

/** One alert of each standing. */
export function alerts(nowMs: number): Alert[] {
  const content = alertContent(nowMs);
  const english = content.texts[0];
  const alert = (number: number, more: Partial<Alert>): Alert => ({
    id: idOf(number),
    revision: 1,
    state: 'active',
    identifier: idOf(number + 500),
    sender: 'patrol.example',
    sent: after(nowMs, -22),
    level: 'severe',
    content,
    ...more,
  });
  const said = (headline: string, more: Partial<AlertContent>): AlertContent => ({
    ...content,
    ...more,
    texts: english ? [{ ...english, headline }] : [],
  });
  return [
    alert(101, {}),
    alert(102, {
      state: 'updated',
      level: 'moderate',
      revision: 2,
      sent: after(nowMs, -95),
      content: said('High water on the lower quay', {
        category: 'met',
        severity: 'moderate',
        expires: after(nowMs, 600),
      }),
    }),
    alert(103, {
      level: 'extreme',
      sent: after(nowMs, -30),
      content: said('Siren test at noon', { status: 'test', severity: 'extreme' }),
    }),
    alert(104, {
      state: 'ended',
      level: 'severe',
      sent: after(nowMs, -300),
      closing: [{ language: 'en', text: 'The water is clean again. You can drink it without boiling.' }],
      content: said('Boil your water', { category: 'health' }),
    }),
    alert(105, {
      level: 'minor',
      sent: after(nowMs, -2 * 24 * 60),
      content: said('Road closed for the market', { severity: 'minor', expires: after(nowMs, -600) }),
    }),
  ];
}

/** The passkeys of whoever is signed in. */
export function passkeys(nowMs: number): Passkey[] {
  return [
    {
      id: idOf(401),
      name: 'Work phone',
      created_at: after(nowMs, -90 * 24 * 60),
      used_at: after(nowMs, -60),
    },
    { id: idOf(402), name: 'Key in the safe', created_at: after(nowMs, -90 * 24 * 60) },
  ];
}

/** The people of the patrol. */
export function people(nowMs: number): Person[] {
  const person = (number: number, name: string, more: Partial<Person>): Person => ({
    id: idOf(number),
    name,
    rights: { roles: ['officer'] },
    created_at: after(nowMs, -40 * 24 * 60),
    shut_out: false,
    enrolled: true,
    sessions: 0,
    ...more,
  });
  return [
    person(302, 'Ana', { rights: { roles: ['dispatcher', 'responder'] }, sessions: 2 }),
    person(301, 'Bo', { rights: { roles: ['dispatcher', 'admin'] }, sessions: 1 }),
    person(303, 'Cy', { rights: { roles: ['officer'], districts: ['harbour'] } }),
    person(304, 'Dee', { enrolled: false, invited_until: after(nowMs, 20 * 60) }),
    person(305, 'Eli', { shut_out: true }),
  ];
}

/** What the people of the patrol did, newest first. */
export function audit(nowMs: number): AuditEntry[] {
  const done: [string, string | null, string, number | null][] = [
    ['Bo', 'dispatcher,admin', 'report.status', 401],
    ['Ana', 'dispatcher,responder', 'report.message', 402],
    ['Bo', 'dispatcher,admin', 'person.rights', 303],
    ['', null, 'token.create', 309],
    ['Ana', 'dispatcher,responder', 'session.open', 501],
    ['Bo', 'dispatcher,admin', 'alert.publish', 101],
    ['Bo', 'dispatcher,admin', 'a.new_kind', null],
  ];
  return done.map(([name, roles, act, object], index) => ({
    position: done.length - index,
    at: after(nowMs, -7 * (index + 1)),
    actor: name === '' ? 'command_line' : 'person',
    ...(name === '' ? {} : { name, staff_id: idOf(name === 'Bo' ? 301 : 302) }),
    roles: roles ?? '',
    act,
    object: act.split('.')[0] ?? '',
    ...(object === null ? {} : { object_id: idOf(object) }),
  }));
}

/** Who is signed in at the desk. */
export const BO = { id: idOf(301), name: 'Bo' };
/** What Ana prepared: a loud alert that waits for another person, and an update that is a draft. */
export function alertPlans(nowMs: number): Map<string, AlertPlan> {
  const [gas, water] = alerts(nowMs);
  const ana = { id: idOf(302), name: 'Ana' };
  if (!gas || !water) return new Map();
  const plan = (content: AlertContent, more: Partial<AlertPlan>): AlertPlan => ({
    state: 'draft',
    content,
    outgoing: content,
    level: 'severe',
    digest: 'digest',
    needs_approval: true,
    written_by: ana,
    ...more,
  });
  const waiting = plan(
    { ...gas.content, expires: after(nowMs, 200) },
    { state: 'awaiting_approval', proposed_by: ana, approve_by: after(nowMs, 110) },
  );
  const [text, ...rest] = water.content.texts;
  const higher = text && { ...text, headline: 'High water on both quays', place: 'Upper and lower quay' };
  const update = plan(
    { ...water.content, texts: higher ? [higher, ...rest] : rest },
    { level: 'moderate', needs_approval: false },
  );
  return new Map([
    [idOf(110), waiting],
    [water.id, update],
  ]);
}
