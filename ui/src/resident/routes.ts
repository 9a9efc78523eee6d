import type { Component } from 'svelte';
import { strings } from '../lib/i18n/strings.svelte';
import Home from './home/Home.svelte';
import What from './what/What.svelte';

export type Tab = 'home' | 'reports' | 'alerts' | 'community';

// Each screen has properties of its own; `route` below is the one place that pairs them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Screen = Component<any>;

/** How a screen is had, what it is given, and the tab it belongs to; none while a report is being made. */
export interface Route {
  load: () => Promise<Screen>;
  props: Record<string, unknown>;
  tab: Tab | null;
}

/** A screen that was loaded, and the address that it was loaded for. */
export interface Shown {
  path: string;
  screen: Screen;
  props: Record<string, unknown>;
  tab: Tab | null;
}

type Lazy<P extends Record<string, unknown>> = () => Promise<{ default: Component<P> }>;

/** What is loaded later, and the words for it: no screen is shown without them. */
async function withWords<T>(loading: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([loading, strings.enter('resident')]);
  return loaded;
}

/** A screen that is loaded when somebody first goes there, so that the first one is there at once. */
function lazy<P extends Record<string, unknown>>(load: Lazy<P>, props: P, tab: Tab | null): Route {
  return { load: async () => (await withWords(load())).default, props, tab };
}

const here = (screen: Screen, tab: Tab | null): Route => ({ load: async () => screen, props: {}, tab });

const draftSteps = {
  review: () => import('./review/Review.svelte'),
  behaviour: () => import('./behaviour/Behaviours.svelte'),
  what: () => import('./what/WhatInstead.svelte'),
  wellbeing: () => import('./wellbeing/Wellbeing.svelte'),
  place: () => import('./place/PlacePage.svelte'),
};

const isDraftStep = (step: string): step is keyof typeof draftSteps => Object.hasOwn(draftSteps, step);

/** The page of a draft and the screen that works on it, both at once: neither can be shown alone. */
function draftRoute(id: string, step: string | undefined): Route {
  const loadStep = step !== undefined && isDraftStep(step) ? draftSteps[step] : draftSteps.review;
  const props: Record<string, unknown> = { id };
  const load = async () => {
    const [page, screen] = await withWords(Promise.all([import('./drafts/DraftPage.svelte'), loadStep()]));
    props['step'] = screen.default;
    return page.default;
  };
  return { load, props, tab: null };
}

const newsRoute = (id: string | undefined): Route =>
  id === undefined
    ? lazy(() => import('./news/NewsList.svelte'), {}, 'community')
    : lazy(() => import('./news/NewsPage.svelte'), { id }, 'community');

/** The figures with their words: after those of the other screens, since each room of words comes with all before it. */
const figuresRoute: Route = {
  load: async () => {
    const { default: screen } = await withWords(import('./figures/Figures.svelte'));
    await strings.enter('figures');
    return screen;
  },
  props: {},
  tab: 'community',
};

/** The screen of an address. An address that means nothing shows the first screen. */
export function routeOf([first, second, third]: readonly string[]): Route {
  switch (first) {
    case 'report':
      return here(What, null);
    case 'drafts':
      return second === undefined
        ? lazy(() => import('./drafts/Drafts.svelte'), {}, 'home')
        : draftRoute(second, third);
    case 'saved':
      return second === undefined
        ? routeOf([])
        : lazy(() => import('./saved/Saved.svelte'), { id: second }, null);
    case 'reports':
      return second === undefined
        ? lazy(() => import('./reports/MyReports.svelte'), {}, 'reports')
        : lazy(() => import('./thread/ThreadPage.svelte'), { id: second }, 'reports');
    case 'follow':
      return lazy(() => import('./follow/Follow.svelte'), {}, 'reports');
    case 'alerts':
      return second === undefined
        ? lazy(() => import('./alerts/Alerts.svelte'), {}, 'alerts')
        : lazy(() => import('./alerts/AlertPage.svelte'), { id: second }, 'alerts');
    case 'community':
      if (second === 'news') return newsRoute(third);
      return second === undefined
        ? lazy(() => import('./events/Events.svelte'), {}, 'community')
        : lazy(() => import('./events/EventPage.svelte'), { id: second }, 'community');
    case 'figures':
      return figuresRoute;
    case 'help':
      return lazy(() => import('./help/HelpPage.svelte'), {}, 'home');
    case 'welcome':
      return lazy(() => import('./welcome/Welcome.svelte'), {}, null);
    case 'settings':
      return lazy(() => import('./settings/Settings.svelte'), {}, 'home');
    default:
      return here(Home, 'home');
  }
}
