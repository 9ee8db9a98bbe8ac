import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
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
const call = createRoute({
  getParentRoute: () => root,
  path: "/sessions/$id",
  component: lazyRouteComponent(() => import("./pages/call/page.tsx"), "CallPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, shift, call]),
  basepath: "/console",
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
