import { expect, test } from "vitest";
import { after, given, gatherIn, wordsIn } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  arrived,
  does,
  planned,
  sendHelp,
  speaks,
  trustedPresses,
  usingNow,
} from "../../support/steps.ts";

const phone = { id: "leg-bea", role: "responder", party: "bea", via: "phone" } as const;
const trusted = { id: "trusted-1", role: "trusted", party: null } as const;
const plan = {
  callerName: "Sam",
  place: null,
  people: null,
  naloxone: "unknown",
  timeZone: null,
} as const;

test("an own phone must press 1: voicemail never takes a call", () => {
  const line = given(arrived(), after(8));
  expect(gatherIn(line.hears(phone))?.ask).toBe("accept");
  expect(wordsIn(line.hears(phone))).toBe("Someone is calling the line. Press 1 to take the call.");
  expect(line.hears(phone, { turn: 3 })).toEqual([{ step: "hangUp" }]);
});

test("once somebody else has it, they are told and let go", () => {
  const line = given(arrived(), after(8), accepts("ana"));
  expect(wordsIn(line.hears(phone))).toBe("Someone else picked up. Thank you.");
});

test("with the caller: in the conference, where star opens the menu on a phone", () => {
  const line = given(arrived(), after(8), accepts("bea", "phone"));
  expect(line.hears(phone)).toMatchObject([{ step: "conference", starMenu: true }]);
});

test("one of the other language waits, and is not told it is over", () => {
  const line = given(arrived(), after(21), accepts("luc"));
  const heard = line.hears({ id: "leg-luc", role: "responder", party: "luc", via: "softphone" });
  expect(heard.at(-1)).toEqual({ step: "again" });
});

test("who speaks to a desk joins the conference; another is told it is taken", () => {
  const line = given(...accompanied, sendHelp, speaks("sol"));
  expect(line.hears({ id: "speaker-sol", role: "speaker", party: "sol" })).toMatchObject([
    { step: "conference" },
  ]);
  expect(
    wordsIn(line.hears({ id: "speaker-oce", role: "speaker", party: "oce", via: "phone" })),
  ).toContain("Someone else picked up");
});

test("a supervisor who listens is muted", () => {
  const line = given(
    ...accompanied,
    does({ kind: "listenedIn", how: "listen", via: "softphone" }, "sol"),
  );
  const leg = { id: "listen-1", role: "supervisor", party: "sol", via: "softphone" } as const;
  line.when({ kind: "legAccepted", legId: leg.id, role: leg.role, staffId: "sol", via: leg.via });
  expect(line.hears(leg)).toMatchObject([{ step: "conference", muted: true }]);
  expect(wordsIn(line.hears({ ...leg, id: "listen-2", party: "oce" }))).not.toBe("");
});

test("the trusted person hears who asked, and three choices", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned({ trustedPerson: true }),
    usingNow,
    sendHelp,
  );
  expect(wordsIn(line.hears(trusted, { plan }))).toBe(
    "Sam asked us to call you if they went quiet. Can you go now? 1 yes, 2 no, 3 talk to us.",
  );
  expect(wordsIn(line.hears(trusted))).toContain("Someone asked us to call you");
});

const rung = () =>
  given(arrived(), accepts("ana"), planned({ trustedPerson: true }), usingNow, sendHelp);

test("1 thanks them with our number, 2 thanks them, 3 puts them with us", () => {
  const going = rung().when(trustedPresses("1"));
  expect(wordsIn(going.hears(trusted, { plan, events: going.events.slice(-1) }))).toContain(
    "5 5 5, 5 5 5, 0 1 9 9",
  );
  const cannot = rung().when(trustedPresses("2"));
  expect(
    wordsIn(cannot.hears(trusted, { plan, events: cannot.happened("trustedAnswered") })),
  ).toContain("We take it from here");
  expect(rung().when(trustedPresses("3")).hears(trusted, { plan })).toMatchObject([
    { step: "conference" },
  ]);
});

test("answering when it is over, they are told so", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned({ trustedPerson: true }),
    usingNow,
    sendHelp,
    does({ kind: "stoodDown", reason: "withSomeoneSafe" }),
  );
  expect(wordsIn(line.hears(trusted, { plan }))).toContain("You don't need to go any more");
});
