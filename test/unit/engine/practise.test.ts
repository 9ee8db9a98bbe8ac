import { expect, test } from "vitest";

import type { Act } from "../../../src/domain/session/duties.ts";
import type { Session } from "../../../src/domain/session/session.ts";
import { actOn } from "../../../src/engine/acts.ts";
import { blankPlan } from "../../../src/engine/plans.ts";
import type { Line } from "../../../src/engine/ports.ts";
import type { PracticeResult } from "../../../src/engine/ports-training.ts";
import { practiceRefused, practiceTurn } from "../../../src/engine/practise-training.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { after, given, type Step } from "../../support/given.ts";
import { ana, bea, oce, sol } from "../../support/people.ts";
import { accepts, arrived, planned, sendHelp, usingNow } from "../../support/steps.ts";

/** Ana practises with a caller of ours, and has come so far. `waits`: somebody real does. */
function practising({ waits }: { readonly waits: boolean }, ...steps: readonly Step[]) {
  const scene = given(arrived({ rehearsal: true }), accepts("ana"), planned(), ...steps);
  const { line: fake, memory } = fakeLine();
  memory.now = scene.now;
  memory.sessions.set(scene.session.id, scene.session);
  const ended: PracticeResult[] = [];
  const dialled: string[] = [];
  const call = { id: "call", staffId: "ana", askedAt: scene.now, endedAt: null };
  const line: Line = {
    ...fake,
    store: {
      ...fake.store,
      events: async () => scene.events.map((one, at) => ({ ...one, seq: at + 1, cause: "" })),
    },
    roster: { ...fake.roster, member: async () => null },
    synthetic: { ...fake.synthetic, busy: async () => waits },
    phone: {
      ...fake.phone,
      call: async ({ to }) => {
        dialled.push(to);
        return { callSid: "CA1" };
      },
      text: async (to) => void dialled.push(to),
    },
    training: {
      ...fake.training,
      practice: {
        ...fake.training.practice,
        byId: async () => ({ ...call, sessionId: scene.session.id }),
        isOne: async (sessionId) => sessionId === scene.session.id,
        end: async (_, result) => ended.push(result) > 0,
      },
    },
  };
  const now = (): Session | undefined => memory.sessions.get(scene.session.id);
  return { line, memory, scene, ended, dialled, now };
}

const NUMBER = "+15555550177";
const begun = { said: 0, at: 0 };

test("help is out in practice when somebody real waits: whoever practised leaves it, and is free", async () => {
  const { line, ended, now } = practising({ waits: true }, usingNow, sendHelp);
  expect(await practiceTurn(line, "call", begun)).toBeNull();
  expect(ended).toEqual(["yielded"]);
  expect(now()?.company.responder).toBeNull();
  expect(now()?.closed).toBeNull();
});

test("before help it is closed, and with nobody else free it ends too", async () => {
  const { line, ended, now } = practising({ waits: false }, usingNow);
  expect(await practiceTurn(line, "call", begun)).toBeNull();
  expect(ended).toEqual(["yielded"]);
  expect(now()?.closed?.outcome).toBe("notAUseCall");
});

test.each([
  ["nobody else is there", [], "lastFree"],
  ["a supervisor is", [sol], "lastFree"],
  ["somebody on call is", [oce], "lastFree"],
  ["another responder is busy", [{ ...bea, free: false }], "lastFree"],
  ["another is given other work", [{ ...bea, otherWork: true }], "lastFree"],
  ["another responder is free", [bea], null],
] as const)(
  "who practises is not the last who would answer a caller: %s",
  async (_, others, refused) => {
    const { line } = practising({ waits: false });
    const practice = { ...line.training.practice, number: NUMBER };
    const there: Line = {
      ...line,
      training: { ...line.training, practice },
      roster: { ...line.roster, now: async () => [ana, ...others] },
    };
    expect(await practiceRefused(there, "ana", line.clock.now())).toBe(refused);
  },
);

test.each<[string, Act]>([
  ["their trusted person", { kind: "callTrusted", attempt: 1 }],
  [
    "their trusted person, by text",
    { kind: "text", to: "trusted", words: "trustedText", until: 0 },
  ],
  ["a number they gave", { kind: "callCaller", attempt: 0 }],
  [
    "a navigator",
    {
      kind: "callThird",
      to: { kind: "navigator", staffId: "oce" },
      until: Number.MAX_SAFE_INTEGER,
    },
  ],
])("in practice nobody outside is reached, whatever was written down: %s", async (_, act) => {
  const { line, memory, scene, dialled } = practising({ waits: false }, after(1));
  const trusted = { name: "Sam", number: NUMBER };
  memory.plans.set(scene.session.id, { ...blankPlan, callerNumber: NUMBER, trusted });
  const member = async (id: string) =>
    ({ id, name: "Oce", phone: NUMBER, languages: ["en"], via: "phone" }) as const;
  const known: Line = { ...line, roster: { ...line.roster, member } };
  const owed = {
    id: "duty-1",
    sessionId: scene.session.id,
    duty: { ...act, dueAt: scene.now },
    attempts: 1,
  };
  await actOn(known, scene.session, owed, act);
  expect(dialled).toEqual([]);
});
