import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { InputBody } from "../../src/domain/session/inputs.ts";
import * as promised from "../support/model.ts";
import { asksItself, heard, type Model } from "../support/model.ts";
import { armedFor, promisedBy, realLine, seenOn, type RealLine } from "../support/model-line.ts";
import { arrived, CALLER, does, keyOnCallBack, picksUp, planned } from "../support/steps.ts";

type Command = fc.Command<Model, RealLine>;

const RUNS = Number(process.env["MODEL_RUNS"] ?? 500);

/** What is done, what it must lead to, and whether doing it twice is still doing it once. */
type Telling = {
  readonly name: string;
  readonly may?: (model: Model) => boolean;
  readonly promise: (model: Model) => void;
  readonly does: (line: RealLine) => void;
};

/** First the model says what must be so, then the line does it, then the two are held side by side. */
const command = ({ name, may = () => true, promise, does }: Telling): Command => ({
  check: (model) => !model.over && !model.leftOpen && may(model),
  run(model, line) {
    promise(model);
    does(line);
    expect(seenOn(line)).toEqual(promisedBy(model));
    const waits = promised.waited(model);
    if (waits !== null) expect(armedFor(line)).toEqual([waits.deadline.help]);
  },
  toString: () => name,
});

type Once = Pick<Telling, "name" | "may" | "promise"> & {
  readonly input: (line: RealLine) => InputBody;
};

/** Webhooks and clicks come twice: the very same input, under the same id. */
const once = ({ input, name, ...telling }: Once): fc.Arbitrary<Command> =>
  fc.boolean().map((twice) =>
    command({
      ...telling,
      name: twice ? `${name}, twice` : name,
      does(line) {
        const id = `given-${line.events.length}-${line.spent.length}-${name}`;
        const body = input(line);
        line.give(body, id);
        if (twice) line.give(body, id);
      },
    }),
  );

/** It names what it answers, so even under another id the second time it finds nothing left to answer. */
const named = ({ input, name, ...telling }: Once): fc.Arbitrary<Command> =>
  fc.boolean().map((twice) =>
    command({
      ...telling,
      name: twice ? `${name}, told again` : name,
      does(line) {
        const body = input(line);
        line.give(body);
        if (twice) line.give(body);
      },
    }),
  );

const nothing = () => undefined;
const checkInOf = ({ session }: RealLine): number => session.watch?.checkIn ?? 0;
const legOf = ({ session }: RealLine): string => session.caller.legId;
const pressed = (line: RealLine, ask: string, digits: string): InputBody => ({
  kind: "keyPressed",
  legId: legOf(line),
  role: "caller",
  party: null,
  ask,
  digits,
});
const spoke = (line: RealLine, meaning: "yes" | "help" | "unclear"): InputBody => ({
  kind: "spoke",
  legId: legOf(line),
  ask: `c${checkInOf(line)}.1`,
  meaning,
});

const askedAlone = (model: Model): boolean => {
  const watch = heard(model);
  return watch !== null && asksItself(model) && promised.beingAsked(model, watch.deadline);
};
const aloneOnLine = (model: Model): boolean => heard(model) !== null && asksItself(model);
const lateOnLine = (model: Model): boolean => model.help !== null && model.line === "line";

const time = fc.integer({ min: 1, max: 140 }).map((seconds) =>
  command({
    name: `${seconds} s pass`,
    promise: (model) => promised.passes(model, seconds),
    does: (line) => line.pass(seconds),
  }),
);
const outage = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(20)).map(([seconds, order]) =>
  command({
    name: `both clocks are dead for ${seconds} s (order ${order})`,
    promise: (model) => promised.sleeps(model, seconds),
    does: (line) => line.sleep(seconds, order),
  }),
);

const stale = fc.nat(40).map((which) =>
  command({
    name: `an alarm of before goes off again (${which})`,
    promise: nothing,
    does(line) {
      const standing = checkInOf(line);
      const old = line.spent.filter(
        (one) =>
          one.kind === "openLine" ||
          one.kind === "checkInStep" ||
          (one.kind === "sendHelp" && one.checkIn !== standing),
      );
      const alarm = old[which % Math.max(1, old.length)];
      if (alarm !== undefined) line.goesOff(alarm);
    },
  }),
);
const early = fc.constant(
  command({
    name: "the clock that sends help is fast",
    may: (model) => promised.waited(model) !== null,
    promise: nothing,
    does(line) {
      const checkIn = checkInOf(line);
      const alarm = line.alarms.find((one) => one.kind === "sendHelp" && one.checkIn === checkIn);
      if (alarm !== undefined) line.goesOff(alarm);
    },
  }),
);

const marks = fc.oneof(
  once({
    name: "using now",
    promise: promised.usesNow,
    input: () => does({ kind: "watchStarted" }),
  }),
  once({
    name: "a dose",
    promise: promised.takesDose,
    input: () => does({ kind: "doseMarked", substance: "opioid", route: "smoked" }),
  }),
  once({
    name: "gone quiet",
    promise: promised.goesQuiet,
    input: () => does({ kind: "goneQuietMarked" }),
  }),
  once({
    name: "steps away",
    promise: promised.stepsAway,
    input: () => does({ kind: "awayMarked", soonAfterDose: true }),
  }),
  fc.integer({ min: 30, max: 180 }).chain((seconds) =>
    once({
      name: `every ${seconds} s is agreed`,
      promise: ({ watch }) => {
        if (watch !== null) watch.agreed = seconds;
      },
      input: () => does({ kind: "intervalSet", everyMs: seconds * 1_000 }),
    }),
  ),
);

/** A responder's word for the caller, while they can hear them. */
const confirming = (model: Model): void => {
  if (model.watch !== null && model.line === "line") promised.answers(model);
};
const confirms = fc.oneof(
  named({
    name: "the responder confirms",
    may: ({ help }) => help === null,
    promise: confirming,
    input: (line) => does({ kind: "confirmed", checkIn: checkInOf(line), mark: "well" }),
  }),
  named({
    name: "the responder says they nod",
    may: ({ help }) => help === null,
    promise: (model) => {
      if (model.watch !== null && model.line === "line") promised.nods(model);
    },
    input: (line) => does({ kind: "confirmed", checkIn: checkInOf(line), mark: "drowsy" }),
  }),
  once({
    name: "a stale screen confirms",
    promise: nothing,
    input: (line) => does({ kind: "confirmed", checkIn: checkInOf(line) - 1, mark: "well" }),
  }),
);

const caller = fc.oneof(
  named({
    name: "the caller says yes",
    may: (model) => askedAlone(model) || lateOnLine(model),
    promise: promised.answers,
    input: (line) => spoke(line, "yes"),
  }),
  once({
    name: "the caller says something",
    may: askedAlone,
    promise: ({ watch }) => {
      if (watch !== null) promised.goesSlow(watch);
    },
    input: (line) => spoke(line, "unclear"),
  }),
  once({
    name: "the caller cries for help",
    may: askedAlone,
    promise: promised.criesForHelp,
    input: (line) => spoke(line, "help"),
  }),
  once({
    name: "the caller presses 5 early",
    may: aloneOnLine,
    promise: promised.answers,
    input: (line) => pressed(line, "auto", "5"),
  }),
  once({
    name: "the caller presses 0",
    may: aloneOnLine,
    promise: promised.pressesZero,
    input: (line) => pressed(line, "auto", "0"),
  }),
  once({
    name: "the caller presses a key for the check-in before",
    may: aloneOnLine,
    promise: nothing,
    input: (line) => pressed(line, `c${checkInOf(line) - 1}.1`, "5"),
  }),
  once({
    name: "the caller presses 9",
    may: (model) => model.line === "line" && model.help === null && asksItself(model),
    promise: (model) => promised.helpAsked(model, "caller"),
    input: (line) => pressed(line, "auto", "9"),
  }),
);

const company = fc.oneof(
  once({
    name: "a responder joins",
    may: ({ company }) => company !== "with",
    promise: (model) => {
      model.company = "with";
    },
    input: (line) => ({
      kind: "legAccepted",
      legId: `leg-${line.events.length}`,
      role: "responder",
      staffId: "ana",
      via: "softphone",
    }),
  }),
  named({
    name: "the responder is lost",
    may: ({ company }) => company === "with",
    promise: (model) => {
      model.company = "lost";
    },
    input: ({ session }) => ({
      kind: "legEnded",
      legId: session.company.responder?.legId ?? "",
      role: "responder",
      party: "ana",
      how: "completed",
    }),
  }),
);

const lines = fc.oneof(
  named({
    name: "the line drops",
    may: ({ watch, line }) => watch !== null && line === "line",
    promise: promised.lineDrops,
    input: (line) => ({
      kind: "legEnded",
      legId: legOf(line),
      role: "caller",
      party: null,
      how: "completed",
    }),
  }),
  once({
    name: "something picks up the call-back",
    may: ({ line }) => line === "lost",
    promise: nothing,
    input: (line) => picksUp(`back-${line.events.length}`),
  }),
  named({
    name: "a key on the call-back",
    may: ({ line }) => line === "lost",
    promise: promised.isBack,
    input: (line) => keyOnCallBack(`back-${line.events.length}`),
  }),
  once({
    name: "the caller texts 1",
    promise: promised.textsWell,
    input: () => ({ kind: "texted", answer: true }),
  }),
);

const people = fc.oneof(
  once({
    name: "Sol sends help",
    promise: (model) => promised.helpAsked(model, "sol"),
    input: () => does({ kind: "helpSent", reason: "stimulant" }, "sol"),
  }),
  fc.constantFrom("sol", "ana").chain((by) =>
    once({
      name: `${by} stands down`,
      promise: (model) => promised.calledOff(model, by),
      input: () => does({ kind: "stoodDown", reason: "callerTalking" }, by),
    }),
  ),
  once({
    name: "the desk takes it",
    promise: nothing,
    input: () => does({ kind: "deskTook", deskId: "north" }),
  }),
  once({
    name: "help is with them",
    may: ({ line }) => line === "line",
    promise: promised.helpIsThere,
    input: () => does({ kind: "helpArrived", heardFrom: "crew" }),
  }),
);

const endings = fc.oneof(
  once({ name: "goodbye", promise: promised.goodbye, input: () => does({ kind: "saidGoodbye" }) }),
  once({
    name: "a person closes",
    promise: promised.goodbye,
    input: () => does({ kind: "closed", outcome: "well" }),
  }),
);

const anything = fc.oneof(
  { arbitrary: time, weight: 10 },
  { arbitrary: caller, weight: 6 },
  { arbitrary: confirms, weight: 5 },
  { arbitrary: marks, weight: 5 },
  { arbitrary: lines, weight: 5 },
  { arbitrary: company, weight: 3 },
  { arbitrary: outage, weight: 2 },
  { arbitrary: people, weight: 2 },
  { arbitrary: stale, weight: 2 },
  { arbitrary: early, weight: 1 },
  { arbitrary: endings, weight: 1 },
);

/** A call that has come in, its place known; "using now" was said, or said and answered for so many minutes since. */
const opened = (using: "notYet" | { readonly answeredFor: number }) => {
  const real = realLine();
  const model = promised.atFirst();
  const press = (digits: string) => real.give(pressed(real, "auto", digits));
  real.give(arrived({ legId: CALLER }));
  real.give(planned());
  if (using === "notYet") return { model, real };
  press("7");
  promised.usesNow(model);
  while (model.now < using.answeredFor * 60) {
    real.pass(55);
    press("5");
    promised.passes(model, 55);
    promised.answers(model);
  }
  return { model, real };
};

test.each([
  ["from the first ring", "notYet"],
  ["from using now", { answeredFor: 0 }],
  ["around the planned end", { answeredFor: 18 }],
] as const)("promises 1, 2, 3, 6 and 9 as a second opinion has them, %s", (_, using) => {
  fc.assert(
    fc.property(fc.commands([anything], { maxCommands: 60, size: "max" }), (commands) => {
      const both = opened(using);
      fc.modelRun(() => both, commands);
      expect(seenOn(both.real)).toEqual(promisedBy(both.model));
    }),
    { numRuns: RUNS },
  );
});
