import type { Person } from "../../src/domain/session/people.ts";
import type { Waiter } from "../../src/domain/session/queue.ts";

const person = (staffId: string, given: Partial<Person> = {}): Person => ({
  staffId,
  circle: "line",
  languages: ["en"],
  via: "softphone",
  free: true,
  idleSince: 0,
  ...given,
});

export const ana = person("ana");
export const bea = person("bea", { languages: ["fr", "en"], via: "phone", idleSince: 1 });
export const luc = person("luc", { languages: ["fr"], idleSince: 2 });
export const oce = person("oce", { circle: "on-call", via: "phone" });
export const sol = person("sol", { circle: "supervising" });

export const everybody = [ana, bea, luc, oce, sol];

/** A caller of another session, who waits. */
export const waiter = (given: Partial<Waiter>): Waiter => ({
  sessionId: "other",
  urgency: 3,
  since: 0,
  language: "en",
  first: null,
  ringing: [],
  offered: null,
  except: [],
  missed: [],
  ...given,
});
