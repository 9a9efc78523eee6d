import type { Component } from 'svelte';
import type { Category } from '../lib/backend/generated/types';
import Alerts from './alerts/Alerts.svelte';
import Behaviours from './behaviour/Behaviours.svelte';
import EventPage from './events/EventPage.svelte';
import Events from './events/Events.svelte';
import Home from './home/Home.svelte';
import MyReports from './reports/MyReports.svelte';
import Review from './review/Review.svelte';
import Saved from './saved/Saved.svelte';
import Settings from './settings/Settings.svelte';
import ThreadPage from './thread/ThreadPage.svelte';
import { isCategory } from './what/categories';
import What from './what/What.svelte';

export type Tab = 'home' | 'reports' | 'alerts' | 'community';

/** A screen, what it is given, and the tab it belongs to; none while a report is being made. */
export interface Route {
  // Each screen has properties of its own; `route` below is the one place that pairs them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  screen: Component<any>;
  props: Record<string, unknown>;
  tab: Tab | null;
}

function route<P extends Record<string, unknown>>(screen: Component<P>, props: P, tab: Tab | null): Route {
  return { screen, props, tab };
}

const reportRoute = (category: Category, step: string | undefined): Route =>
  step === 'behaviour' ? route(Behaviours, {}, null) : route(Review, { category }, null);

/** The screen of an address. An address that means nothing shows the first screen. */
export function routeOf([first, second, third]: readonly string[]): Route {
  switch (first) {
    case 'report':
      return isCategory(second) ? reportRoute(second, third) : route(What, {}, null);
    case 'saved':
      return second === undefined ? routeOf([]) : route(Saved, { id: second }, null);
    case 'reports':
      return second === undefined
        ? route(MyReports, {}, 'reports')
        : route(ThreadPage, { id: second }, 'reports');
    case 'alerts':
      return route(Alerts, {}, 'alerts');
    case 'community':
      return second === undefined
        ? route(Events, {}, 'community')
        : route(EventPage, { id: second }, 'community');
    case 'settings':
      return route(Settings, {}, 'home');
    default:
      return route(Home, {}, 'home');
  }
}
