import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { logSearch } from "./pages/log/search.ts";
import { countedSearch, weekSearch } from "./pages/numbers/search.ts";
import { qualityCallsSearch, qualitySearch } from "./pages/quality/search.ts";
import { Shell } from "./shell.tsx";
import { speakWhole } from "./words/load.ts";

/** Every page, each in a file of its own that is fetched when it is first opened. A call has its words before all others come. */
const root = createRootRoute({
  component: Shell,
  beforeLoad: ({ location }) =>
    location.pathname.startsWith("/sessions/") ? undefined : speakWhole(),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/shift" });
  },
});
const shift = createRoute({
  getParentRoute: () => root,
  path: "/shift",
  component: lazyRouteComponent(() => import("./pages/shift/page.tsx"), "ShiftPage"),
});
const after = createRoute({
  getParentRoute: () => root,
  path: "/after",
  component: lazyRouteComponent(() => import("./pages/after/page.tsx"), "AfterPage"),
});
const referrals = createRoute({
  getParentRoute: () => root,
  path: "/referrals",
  component: lazyRouteComponent(() => import("./pages/referrals/page.tsx"), "ReferralsPage"),
});
const call = createRoute({
  getParentRoute: () => root,
  path: "/sessions/$id",
  component: lazyRouteComponent(() => import("./pages/call/page.tsx"), "CallPage"),
});
const board = createRoute({
  getParentRoute: () => root,
  path: "/board",
  component: lazyRouteComponent(() => import("./pages/board/page.tsx"), "BoardPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./pages/sign-in/invitation.tsx"), "InvitationPage"),
});
const mine = createRoute({
  getParentRoute: () => root,
  path: "/me",
  component: lazyRouteComponent(() => import("./pages/me/page.tsx"), "MePage"),
});
const staff = createRoute({
  getParentRoute: () => root,
  path: "/staff",
  component: lazyRouteComponent(() => import("./pages/staff/page.tsx"), "StaffPage"),
});
const training = createRoute({
  getParentRoute: () => root,
  path: "/training",
  component: lazyRouteComponent(() => import("./pages/training/page.tsx"), "TrainingPage"),
});
const desks = createRoute({
  getParentRoute: () => root,
  path: "/desks",
  component: lazyRouteComponent(() => import("./pages/desks/page.tsx"), "DesksPage"),
});
const services = createRoute({
  getParentRoute: () => root,
  path: "/services",
  component: lazyRouteComponent(() => import("./pages/services/page.tsx"), "ServicesPage"),
});
const schedule = createRoute({
  getParentRoute: () => root,
  path: "/schedule",
  component: lazyRouteComponent(() => import("./pages/schedule/page.tsx"), "SchedulePage"),
});
const protocol = createRoute({
  getParentRoute: () => root,
  path: "/protocol",
  component: lazyRouteComponent(() => import("./pages/protocol/page.tsx"), "ProtocolPage"),
});
const knowing = createRoute({
  getParentRoute: () => root,
  path: "/knowing",
  component: lazyRouteComponent(() => import("./pages/knowing/page.tsx"), "KnowingPage"),
});
const demands = createRoute({
  getParentRoute: () => root,
  path: "/demands",
  component: lazyRouteComponent(() => import("./pages/demands/page.tsx"), "DemandsPage"),
});
const log = createRoute({
  getParentRoute: () => root,
  path: "/log",
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import("./pages/log/page.tsx"), "LogPage"),
});
const reviews = createRoute({
  getParentRoute: () => root,
  path: "/log/reviews",
  validateSearch: logSearch.pick({ rehearsal: true }),
  component: lazyRouteComponent(() => import("./pages/log/queue.tsx"), "QueuePage"),
});
const logged = createRoute({
  getParentRoute: () => root,
  path: "/log/$id",
  component: lazyRouteComponent(() => import("./pages/log/session.tsx"), "LogSessionPage"),
});
const numbers = createRoute({
  getParentRoute: () => root,
  path: "/numbers",
  validateSearch: weekSearch,
  component: lazyRouteComponent(() => import("./pages/numbers/page.tsx"), "NumbersPage"),
});
const counted = createRoute({
  getParentRoute: () => root,
  path: "/log/counted",
  validateSearch: countedSearch,
  component: lazyRouteComponent(() => import("./pages/numbers/counted.tsx"), "CountedPage"),
});
const quality = createRoute({
  getParentRoute: () => root,
  path: "/quality",
  validateSearch: qualitySearch,
  component: lazyRouteComponent(() => import("./pages/quality/page.tsx"), "QualityPage"),
});
const qualityCalls = createRoute({
  getParentRoute: () => root,
  path: "/log/quality",
  validateSearch: qualityCallsSearch,
  component: lazyRouteComponent(() => import("./pages/quality/calls.tsx"), "QualityCallsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    shift,
    after,
    referrals,
    call,
    board,
    invitation,
    mine,
    staff,
    training,
    desks,
    services,
    schedule,
    protocol,
    knowing,
    demands,
    log,
    reviews,
    logged,
    numbers,
    counted,
    quality,
    qualityCalls,
  ]),
  basepath: "/console",
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
