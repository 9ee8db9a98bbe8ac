import { QueryClient } from "@tanstack/react-query";
import { lineClock } from "../time/clock.ts";
import { createStore } from "../time/store.ts";
import { createClient } from "./client.ts";

/** The one line this console talks to. */
const tick = () => performance.now();

export const clock = lineClock(tick);

/** By our ticks, when the line last answered anything. */
export const lastAnswer = createStore(tick());

export const ask = createClient({
  fetch: (path, init) => fetch(path, init),
  tick,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newKey: () => crypto.randomUUID(),
  heard(answered) {
    lastAnswer.set(tick());
    if (answered !== null) clock.hear(answered);
  },
});

export const sinceLastAnswer = (): number => tick() - lastAnswer.get();

/** What is known of the line, and asked for again when it says that something changed. Nothing is tried again behind anybody's back. */
export const known = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 1_000, networkMode: "always" } },
});
