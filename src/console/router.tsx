import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { logSearch } from "./pages/log/search.ts";
import { countedSearch, weekSearch } from "./pages/numbers/search.ts";
import { Shell } from "./shell.tsx";

/** Every page, each in a file of its own that is fetched when it is first opened. */
const root = createRootRoute({ component: Shell });

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
const desks = createRoute({
  getParentRoute: () => root,
  path: "/desks",
  component: lazyRouteComponent(() => import("./pages/desks/page.tsx"), "DesksPage"),
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

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    shift,
    after,
    call,
    board,
    invitation,
    mine,
    staff,
    desks,
    schedule,
    protocol,
    demands,
    log,
    reviews,
    logged,
    numbers,
    counted,
  ]),
  basepath: "/console",
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
