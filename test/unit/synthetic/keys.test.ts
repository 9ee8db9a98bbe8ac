import { expect, test } from "vitest";

import { parseAsk } from "../../../src/domain/session/asks.ts";
import { callerKey } from "../../../src/domain/session/caller-keys.ts";
import { CODE_KEYS, keysNow, SYNTHETIC } from "../../../src/domain/synthetic.ts";
import { standard } from "../../../src/domain/session/policy.ts";
import type { Session } from "../../../src/domain/session/session.ts";
import { given } from "../../support/given.ts";
import { arrived } from "../../support/steps.ts";

test("no key of a code does anything in a menu, or to whoever is asked if they were cut off", () => {
  const session: Session = given(arrived()).session;
  const legId = session.caller.legId;
  for (const ask of ["menu", "nobody", "otherLanguage", "redial", "reference", "accept"]) {
    expect(parseAsk(ask)).not.toBeNull();
    for (const digits of CODE_KEYS) {
      const decision = callerKey(session, ask, { legId, digits, at: session.openedAt + 1_000 });
      expect({ ask, digits, ...decision }).toEqual({ ask, digits, events: [], duties: [] });
    }
  }
});

test("both looks come before the line would send help for a caller of its own", () => {
  const { firstCheckInMs, graceMs, reachMs } = standard.numbers;
  const soonestWatchMs = 8_000;
  expect(SYNTHETIC.lastLookMs).toBeLessThan(soonestWatchMs + firstCheckInMs + graceMs);
  expect(SYNTHETIC.firstLookMs).toBeLessThan(soonestWatchMs + reachMs);
});

test("it presses what a caller alone would", () => {
  const session: Session = given(arrived()).session;
  expect(keysNow({ ...session, watch: null })).toBe("7");
});
