import { expect, test } from "vitest";
import { after, gatherIn, given, wordsIn, type Scene } from "../../support/given.ts";
import {
  accepts,
  alone,
  arrived,
  does,
  hangsUp,
  picksUp,
  planned,
  ringsAgain,
  keyOnRedial,
  sendHelp,
  speaks,
  star,
  usingNow,
} from "../../support/steps.ts";

const own = [arrived(), after(8), accepts("bea", "phone"), planned(), usingNow];
const keyed = (digits: string, checkIn: number) =>
  ({
    kind: "keyPressed",
    legId: "leg-bea",
    role: "responder",
    party: "bea",
    ask: `s${checkIn}`,
    digits,
  }) as const;
const helpIn = (line: Scene) => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;

test("no single key of a responder ever dispatches for somebody who answers", () => {
  for (const digit of "0123456789*#") {
    const line = given(...own, after(40), star(digit));
    expect(line.session.help.state).toBe("none");
    expect(line.owed("callDesk")).toEqual([]);
    if (line.session.closed === null && line.session.watch?.deadline.kind === "quiet") {
      line.when({
        kind: "keyPressed",
        legId: "caller-1",
        role: "caller",
        party: null,
        ask: `c${line.session.watch.checkIn}.2`,
        digits: "5",
      });
    }
    line.pass(40);
    expect(line.session.help.state).toBe("none");
  }
});

test("no mark in the console does either, but send help, which is held", () => {
  const marks = [
    { kind: "goneQuietMarked" },
    { kind: "watchStarted" },
    { kind: "doseMarked", substance: "opioid", route: "smoked" },
    { kind: "awayMarked", soonAfterDose: true },
    { kind: "coverAsked" },
    { kind: "callLeft" },
    { kind: "trustedCalled" },
    { kind: "concernMarked", concern: "medical" },
    { kind: "keysOnlySet", on: true },
    { kind: "deskTook", deskId: null },
    { kind: "stoodDown", reason: "raisedByMistake" },
  ] as const;
  for (const mark of marks) {
    const line = given(...own, after(40), { ...mark, by: "bea" });
    expect(line.session.help.state).toBe("none");
    expect(line.owed("callDesk")).toEqual([]);
  }
});

test("1 is fine, 2 drowsy, 3 gone quiet, 4 using now, 5 dose, 6 stepped away", () => {
  expect(given(...own, star("1")).happened("checkInKept")).toHaveLength(1);
  expect(given(...own, star("2")).session.watch?.pace).toBe("drowsy");
  expect(helpIn(given(...own, star("3")))).toBe(40);
  expect(
    given(arrived(), after(8), accepts("bea", "phone"), star("4")).session.watch,
  ).not.toBeNull();
  expect(given(...own, star("5")).session.doses).toHaveLength(1);
  const calm = given(...own);
  for (let n = 0; n < 6; n += 1) calm.when(after(59), star("1"));
  expect(calm.when(star("6")).session.watch?.deadline.kind).toBe("away");
});

test("00 is the goodbye they heard, 99 sends help, 0 calls a supervisor", () => {
  expect(given(...own, star("00")).session.closed?.outcome).toBe("well");
  expect(given(...own, star("99")).owed("callDesk")).toHaveLength(1);
  expect(
    given(...own, star("0"))
      .owed("page")
      .map((p) => p.because),
  ).toContain("coverAsked");
});

test("66 is stepped away all the same, for somebody who took a dose minutes ago", () => {
  const line = given(...own, after(59), star("1"));
  expect(line.send(keyed("6", 2)).refused).toBe("soonAfterDose");
  expect(line.when(star("66")).session.watch?.deadline.kind).toBe("away");
});

test("95 says that the desk is sending, 90 that help is with them, only once it was sent; then 00 ends the call and says no outcome", () => {
  const line = given(...own, star("90"), star("95"));
  expect(line.session.help.state).toBe("none");
  line.when(star("99"), star("00"));
  expect(line.session.closed).toBeNull();
  line.when(star("9"), star("0"));
  expect(line.session.help.state).toBe("asked");
  line.when(star("95"));
  expect(line.session.help).toMatchObject({ state: "taken", takenWord: { by: "bea" } });
  expect(line.session.help.arrivalDueAt).not.toBeNull();
  line.when(star("90"));
  expect(line.session.help.state).toBe("arrived");
  line.when(star("00"));
  expect(line.session.closed?.outcome).toBe("unknown");
});

test("8 has the line ask the caller for the place, who is moved for it", () => {
  const line = given(...own);
  const since = line.since();
  line.when(star("8"));
  expect(since.happened("placeAsked")).toBe(true);
  expect(since.owed("moveLeg")).toMatchObject([{ legId: line.session.caller.legId }]);
  expect(gatherIn(line.hears())?.ask).toBe("province");
});

test("another person's leg opens no menu of this session", () => {
  const line = given(...own);
  const before = line.session;
  line.when(star("99", "ana"), star("00", "ana"));
  expect(line.session).toBe(before);
});

test("1 names the check-in it answers", () => {
  const line = given(...own);
  const stale = {
    kind: "keyPressed",
    legId: "leg-bea",
    role: "responder",
    party: "bea",
    ask: "s1",
    digits: "1",
  } as const;
  line.when(star("1"));
  expect(line.send(stale).refused).toBe("checkInMoved");
});

test("on a call-back the responder hears the caller: 1 says so", () => {
  const line = given(...own, after(30), hangsUp, after(6), picksUp(), star("1"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1" });
  line.pass(60);
  expect(line.session.help.state).toBe("none");
});

test("while the line is lost and nobody has picked up, 1 is no answer", () => {
  const line = given(...own, after(30), hangsUp, after(6), star("1"), after(84));
  expect(line.session.help.state).toBe("asked");
});

test("1 also says that somebody ringing without a number is our caller", () => {
  const line = given(...own, after(30), hangsUp, ringsAgain(false), keyOnRedial("1"), star("1"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "again-1" });
});

test("7 reads the place to the responder alone; what was done is said back", () => {
  const line = given(...own, star("1"));
  const leg = { id: "leg-bea", role: "responder", party: "bea", via: "phone" } as const;
  const place = {
    place: "1200 rue Ontario",
    municipality: "Montréal",
    wayIn: "buzz 4",
    othersMayNotKnow: false,
    areaOnly: false,
    language: "fr",
  } as const;
  const plan = { callerName: "Sam", place, people: 1, naloxone: "yes", timeZone: null } as const;
  expect(wordsIn(line.hears(leg, { plan, pressed: { ask: "s2", digits: "7" } }))).toBe(
    "1200 rue Ontario, Montréal, buzz 4",
  );
  expect(
    wordsIn(
      line.hears(leg, {
        pressed: { ask: "s2", digits: "1" },
        events: line.happened("checkInKept"),
      }),
    ),
  ).toBe("Done.");
  const heard = (digits: string) => wordsIn(line.hears(leg, { pressed: { ask: "s2", digits } }));
  expect(heard("47")).toContain("I don't know that key");
  expect(heard("6")).toContain("star, then 6 6");
  for (const digits of ["1", "3", "8", "00", "90", "99"]) {
    expect(heard(digits)).toBe("That can't be done right now. Nothing changed.");
  }
  expect(heard("*")).toMatch(/^1 fine.*supervisor\.$/);
  const sent = given(...own, star("99"));
  expect(wordsIn(sent.hears(leg, { pressed: { ask: "s1", digits: "*" } }))).toMatch(
    /^9 5 the desk is sending/,
  );
  const menu = line.hears(leg, { pressed: { ask: "s2", digits: "" } });
  expect(menu).toMatchObject([
    { step: "gather", ask: "s2", digits: 2, listenMs: 2_000 },
    { step: "conference", starMenu: true },
  ]);
});

test("send help from the phone is refused once it is out", () => {
  const line = given(...own, sendHelp);
  const since = line.since();
  line.when(star("99"));
  expect(since.owed("callDesk")).toEqual([]);
});

test("who spoke to the desk on their own phone and is their responder now has the star key, and the page of the session", () => {
  const line = given(...alone, after(120), speaks("bea", "phone"), after(5));
  const off = does({ kind: "stoodDown", reason: "callerTalking" });
  const leg = { id: "speaker-bea", role: "speaker", party: "bea", via: "phone" } as const;
  expect(line.hears(leg)).toEqual([expect.objectContaining({ starMenu: false })]);
  const since = line.since();
  line.when(off);
  expect(line.session.company.responder).toMatchObject({ staffId: "bea", legId: "speaker-bea" });
  expect(line.hears(leg)).toEqual([expect.objectContaining({ starMenu: true })]);
  expect(since.owed("moveLeg")).toContainEqual(expect.objectContaining({ legId: "speaker-bea" }));
  expect(since.owed("textPage")).toMatchObject([{ staffId: "bea" }]);
  const soft = given(...alone, after(120), speaks("bea"), after(5), off);
  expect(soft.session.company.responder?.staffId).toBe("bea");
  expect(soft.owed("textPage")).toEqual([]);
});
