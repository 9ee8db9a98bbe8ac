import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evolve } from "../../src/domain/session/evolve.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { helpIsOut, newSession } from "../../src/domain/session/session.ts";
import { anyPlan } from "../support/anything.ts";
import { given, gatherIn, wordsIn, type Scene, type Step } from "../support/given.ts";
import {
  answeredAt,
  lineLostAt,
  brokenBy,
  nothingYet,
  sooner,
  type Promised,
} from "../support/promised.ts";
import * as did from "../support/steps.ts";

type Command = fc.Command<Promised, Scene>;
type Telling = {
  readonly name: string;
  readonly may?: (line: Scene) => boolean;
  readonly book?: (promised: Promised, line: Scene) => void;
  readonly step: Step;
};

/** One thing done: first written in the book, then given to the line, then the two compared. */
function command({ name, book, may, step }: Telling): Command {
  return {
    check: () => true,
    run: (promised, line) => {
      if (may !== undefined && !may(line)) return;
      const before = line.session;
      const from = line.events.length;
      Object.assign(promised, { mayEnd: false, mayCallOff: false, maySend: false });
      const wasOut = helpIsOut(before);
      book?.(promised, line);
      line.when(step);
      if (wasOut && !helpIsOut(line.session) && line.session.watch !== null)
        answeredAt(promised, line.seconds);
      expect(brokenBy(promised, line, before, from)).toEqual([]);
      if (line.session.watch === null) promised.watchOpen = false;
    },
    toString: () => name,
  };
}

const onLine = ({ session }: Scene) => session.caller.on === "line" && session.closed === null;
const watched = ({ session }: Scene) => session.watch !== null && !helpIsOut(session);
const isAsked = (line: Scene) => onLine(line) && gatherIn(line.hears()) !== null;
const isThere =
  (staffId: string) =>
  ({ session }: Scene) =>
    session.company.responder?.staffId === staffId;

const answers = (promised: Promised, line: Scene) => {
  if (watched(line) && onLine(line)) answeredAt(promised, line.seconds);
};
const begins = (promised: Promised, line: Scene) => {
  if (line.session.closed !== null) return;
  if (line.session.caller.on === "line") answeredAt(promised, line.seconds);
  else if (line.session.watch === null) {
    answeredAt(promised, line.seconds);
    promised.latest = line.seconds + 90;
  }
};

/** What the caller's own key may do there, read from what they hear. */
const keyed = (digits: string) => (promised: Promised, line: Scene) => {
  const ask = did.askedOf(line);
  const plain = ["menu", "nobody", "otherLanguage"].includes(ask);
  promised.maySend = digits === "9";
  promised.mayEnd = digits === "0" || (digits === "2" && wordsIn(line.hears()).includes("say bye"));
  if (plain && (digits === "7" || (digits === "1" && ask === "nobody"))) begins(promised, line);
  if (!plain && (ask !== "help" || digits === "1")) answers(promised, line);
};

const key = fc.constantFrom(..."0123456789".split("")).map((digits) =>
  command({
    name: `caller presses ${digits}`,
    may: isAsked,
    book: keyed(digits),
    step: did.key(digits),
  }),
);

const speech = fc.constantFrom("yes" as const, "help" as const, "unclear" as const).map((meaning) =>
  command({
    name: `caller says ${meaning}`,
    may: isAsked,
    book: (promised, line) => {
      const atAsk = did.askedOf(line).startsWith("c");
      if (meaning === "yes" && atAsk) answers(promised, line);
      if (meaning === "help") sooner(promised, line.seconds + 10);
    },
    step: did.says(meaning),
  }),
);

const time = fc
  .integer({ min: 1, max: 1_400 })
  .map((tenths) =>
    command({ name: `${tenths / 10} s pass`, step: (line) => line.pass(tenths / 10) }),
  );

const responder = fc.constantFrom("ana", "bea", "sol").chain((staffId) =>
  fc.constantFrom(
    command({
      name: `${staffId} accepts`,
      may: ({ session }) => session.company.ringing.some((ring) => ring.staffId === staffId),
      step: did.accepts(staffId, staffId === "bea" ? "phone" : "softphone"),
    }),
    command({ name: `${staffId} is lost`, may: isThere(staffId), step: did.loses(staffId) }),
    command({
      name: `${staffId} confirms`,
      may: isThere(staffId),
      book: answers,
      step: did.confirms("well", staffId),
    }),
    command({
      name: `${staffId} marks drowsy`,
      may: isThere(staffId),
      book: answers,
      step: did.confirms("drowsy", staffId),
    }),
    command({
      name: `${staffId} speaks to the desk`,
      may: (line) => helpIsOut(line.session),
      step: did.speaks(staffId),
    }),
  ),
);

const marks = fc.constantFrom(
  command({ name: "using now", book: begins, step: did.usingNow }),
  command({
    name: "a dose",
    book: begins,
    step: did.does({ kind: "doseMarked", substance: "opioid", route: "smoked" }),
  }),
  command({
    name: "gone quiet",
    book: (promised, line) => {
      if (!onLine(line) || helpIsOut(line.session)) return;
      if (!promised.watchOpen) answeredAt(promised, line.seconds);
      sooner(promised, line.seconds + 40);
    },
    step: did.does({ kind: "goneQuietMarked" }),
  }),
  command({
    name: "stepped away",
    may: ({ session }) => session.watch?.awayUsed === false && session.watch.pace === "steady",
    book: answers,
    step: did.does({ kind: "awayMarked", soonAfterDose: true }),
  }),
  command({ name: "interval 30 s", step: did.does({ kind: "intervalSet", everyMs: 30_000 }) }),
  command({ name: "interval 180 s", step: did.does({ kind: "intervalSet", everyMs: 180_000 }) }),
  command({ name: "keys only", step: did.does({ kind: "keysOnlySet", on: true }) }),
  command({ name: "cover me", step: did.does({ kind: "coverAsked" }) }),
  command({
    name: "leaves the call",
    may: ({ session }) => session.watch !== null,
    step: did.does({ kind: "callLeft" }),
  }),
  command({ name: "trusted, come now", step: did.does({ kind: "trustedCalled" }) }),
  command({ name: "self-harm", step: did.does({ kind: "concernMarked", concern: "selfHarm" }) }),
);

const plan = anyPlan.map((summary) =>
  command({
    name: `plan ${JSON.stringify(summary)}`,
    step: { kind: "planRecorded", by: "ana", plan: summary },
  }),
);

const ending = fc.constantFrom(
  command({
    name: "says goodbye",
    book: (promised) => {
      promised.mayEnd = true;
    },
    step: did.does({ kind: "saidGoodbye" }),
  }),
  command({
    name: "closes",
    book: (promised) => {
      promised.mayEnd = true;
    },
    step: did.does({ kind: "closed", outcome: "well" }),
  }),
);

const back = (promised: Promised, line: Scene) => {
  if (watched(line) && line.session.caller.on === "lost") answeredAt(promised, line.seconds);
};
const lines = fc.constantFrom(
  command({
    name: "hangs up",
    may: onLine,
    book: (promised, line) => {
      if (watched(line)) lineLostAt(promised, line.seconds);
      else if (line.session.watch === null) promised.mayEnd = true;
    },
    step: did.hangsUp,
  }),
  command({
    name: "picks up a call-back",
    may: ({ session }) => session.caller.on === "lost",
    step: did.picksUp(),
  }),
  command({
    name: "key on a call-back",
    may: ({ session }) => session.caller.pickedUp === "back-1",
    book: back,
    step: did.keyOnCallBack(),
  }),
  command({
    name: "the call-back ends",
    may: ({ session }) => session.caller.pickedUp === "back-1",
    step: did.ends("caller", "back-1", "machine"),
  }),
  command({
    name: "rings again and presses 1",
    may: ({ session }) => session.caller.on === "lost",
    book: back,
    step: (line) =>
      line.when(did.ringsAgain(true, `again-${line.events.length}`), (at) =>
        at.when(did.keyOnRedial("1", at.session.redial?.legId)),
      ),
  }),
  command({
    name: "texts 1",
    book: (promised, line) => {
      const { lost } = line.session.caller;
      if (watched(line) && lost !== null && !lost.extended) promised.latest = line.seconds + 600;
    },
    step: { kind: "texted", answer: true },
  }),
);

const desk = fc.constantFrom("north", "south").chain((id) =>
  fc.constantFrom(
    command({
      name: `${id} answers`,
      may: ({ session }) =>
        session.help.desks.some((call) => call.deskId === id && call.state === "rung"),
      step: (line) => line.when(did.deskAnswers(id, `${id}-${line.events.length}`)),
    }),
    command({
      name: `${id} is busy`,
      may: ({ session }) =>
        session.help.desks.some((call) => call.deskId === id && call.state === "rung"),
      step: (line) => line.when(did.deskEnds(id, "busy", `${id}-${line.events.length}`)),
    }),
    command({
      name: `${id} takes it`,
      may: (line) => helpIsOut(line.session),
      step: did.deskPresses(id, "1"),
    }),
    command({
      name: `${id} cancels`,
      may: (line) => helpIsOut(line.session),
      book: (promised) => {
        promised.mayCallOff = true;
      },
      step: did.deskPresses(id, "2", "answering"),
    }),
    command({
      name: `${id} wants a person`,
      may: (line) => helpIsOut(line.session),
      step: did.deskPresses(id, "3"),
    }),
  ),
);

const help = fc.constantFrom(
  command({
    name: "send help",
    book: (promised) => {
      promised.maySend = true;
    },
    step: did.sendHelp,
  }),
  command({
    name: "stand down",
    book: (promised) => {
      promised.mayCallOff = true;
    },
    step: did.does({ kind: "stoodDown", reason: "callerTalking" }),
  }),
  command({
    name: "help is with them",
    book: (promised) => {
      promised.mayEnd = true;
    },
    step: did.does({ kind: "helpArrived", heardFrom: "crew" }),
  }),
  command({ name: "trusted cannot", step: did.trustedPresses("2") }),
);

const anything = [
  { arbitrary: time, weight: 6 },
  { arbitrary: key, weight: 4 },
  { arbitrary: responder, weight: 4 },
  { arbitrary: marks, weight: 2 },
  { arbitrary: lines, weight: 3 },
  { arbitrary: speech, weight: 1 },
  { arbitrary: desk, weight: 1 },
  { arbitrary: help, weight: 1 },
  { arbitrary: plan, weight: 1 },
];
const busy = fc.oneof(...anything);
const all = fc.oneof(...anything, { arbitrary: ending, weight: 1 });

test.each([
  ["with any ending", all],
  ["with none", busy],
])("promises 1, 2, 3, 5, 6 and 9 hold through any call, %s", (_, some) => {
  fc.assert(
    fc.property(fc.commands([some], { maxCommands: 50 }), (commands) => {
      const line = given(did.arrived(), did.planned());
      fc.modelRun(() => ({ model: nothingYet(), real: line }), commands);
      const again = line.events.reduce(evolve, newSession(line.session.id, standard));
      expect(again).toEqual(line.session);
      // A ring that was overtaken ends by itself.
      line.pass(20);
      expect(line.session.closed === null ? [] : [...line.held]).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
