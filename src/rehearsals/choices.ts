import { say } from "../domain/words/words.ts";
import { desks, handsetOf, trustedNumber } from "./cast.ts";
import {
  heardWords,
  inTime,
  noDeskRang,
  nobodyElseRang,
  ofKind,
  requested,
  saying,
  type Judgement,
  type Told,
} from "./judge.ts";
import { answered, begins, plans } from "./scenes.ts";
import type { Plan } from "./staff.ts";
import type { Play, Stage } from "./stage.ts";

const [robin, dana] = [handsetOf("robin"), handsetOf("dana")];
const worried = "Sam? Sam, talk to me.";
/** How soon whoever is to be rung is asked for. */
const AT_ONCE_MS = 3_000;

type Choice = {
  readonly name: string;
  readonly about: string;
  readonly plan: Partial<Plan>;
  readonly judge: (told: Told) => readonly Judgement[];
};

const trusted = { name: "Wren Aldergate", number: trustedNumber };
const nowhere = { place: "none", address: null, wayIn: null } as const;

/** Each combination of the help a caller chooses and the place they give (PRACTICE 6). */
const all: readonly Choice[] = [
  {
    name: "ambulance-exact",
    about: "An ambulance to a door: the desk is rung.",
    plan: {},
    judge: (told) => [rings(told, desks.ontario), neverRings(told, trustedNumber)],
  },
  {
    name: "ambulance-area",
    about: "An ambulance, and only the area is known: the desk is rung for it.",
    plan: { place: "area", address: "around the library" },
    judge: (told) => [
      rings(told, desks.ontario),
      heardWords(told, desks.ontario, "around the library"),
    ],
  },
  {
    name: "ambulance-nowhere",
    about: "An ambulance, and nowhere to send it: people of ours, and no desk.",
    plan: nowhere,
    judge: (told) => [rings(told, dana), noDeskRang(told)],
  },
  {
    name: "trusted-beside",
    about: "An ambulance, and a trusted person beside it: both are rung.",
    plan: { trusted },
    judge: (told) => [rings(told, desks.ontario), rings(told, trustedNumber)],
  },
  {
    name: "trusted-first",
    about: "The trusted person first: they cannot go, and the desk is rung at once.",
    plan: { trusted, trustedFirst: true },
    judge: (told) => [
      rings(told, trustedNumber),
      inTime({
        what: "the desk is rung as soon as the trusted person says no",
        from: ofKind(told, "pressed").find((one) => one.handset === trustedNumber) ?? null,
        to: requested(told, desks.ontario),
        mostMs: AT_ONCE_MS,
      }),
    ],
  },
  {
    name: "trusted-only",
    about: "Only the trusted person: they are rung, a supervisor at once, and no desk.",
    plan: { trusted, help: "trusted" },
    judge: (told) => [rings(told, trustedNumber), rings(told, dana), noDeskRang(told)],
  },
  {
    name: "trusted-only-nowhere",
    about: "Only the trusted person, and no place: the same.",
    plan: { ...nowhere, trusted, help: "trusted" },
    judge: (told) => [rings(told, trustedNumber), rings(told, dana), noDeskRang(told)],
  },
  {
    name: "nobody",
    about: "Nobody is to be sent: people of ours, and no desk, though the place is known.",
    plan: { help: "nobody" },
    judge: (told) => [rings(told, dana), noDeskRang(told)],
  },
  {
    name: "nobody-nowhere",
    about: "Nobody, and no place: people of ours.",
    plan: { ...nowhere, help: "nobody" },
    judge: (told) => [rings(told, dana), noDeskRang(told)],
  },
  {
    name: "nobody-decided",
    about: "Nobody was to be sent; then a person decides that a desk is rung.",
    plan: { help: "nobody" },
    judge: (told) => [rings(told, dana), requestedAfterDecision(told)],
  },
];

const decided = "Nothing. I'm deciding to send help.";

export const choices: readonly Play[] = all.map((choice, index) => ({
  name: `choices-${choice.name}`,
  about: choice.about,
  caller: `+155555501${String(60 + index)}`,
  onShift: [
    ["robin", "line"],
    ["dana", "supervising"],
  ],
  act: (stage) => act(stage, choice),
  judge: (told) => [
    ...choice.judge(told),
    heardWords(told, told.caller, say("openLine", "en")),
    nobodyElseRang(told, [robin, dana, desks.ontario, trustedNumber]),
  ],
}));

const rings = (told: Told, to: string): Judgement =>
  inTime({
    what: `${names[to] ?? to} is rung at once`,
    from: saying(told, robin, worried),
    to: requested(told, to),
    mostMs: AT_ONCE_MS,
  });

const names: Readonly<Record<string, string>> = {
  [desks.ontario]: "the Ontario desk",
  [trustedNumber]: "the trusted person",
  [dana]: "a supervisor",
};

function neverRings(told: Told, to: string): Judgement {
  const rung = requested(told, to) !== null;
  return {
    what: `${names[to] ?? to} is not rung`,
    holds: !rung,
    expected: "no call",
    found: rung ? "a call" : "no call",
  };
}

const requestedAfterDecision = (told: Told): Judgement =>
  inTime({
    what: "the desk is rung when a person decides so, and not before",
    from: saying(told, robin, decided),
    to: requested(told, desks.ontario),
    mostMs: AT_ONCE_MS,
  });

async function act(stage: Stage, choice: Choice): Promise<void> {
  const plan: Plan = { ...plans.toronto, ...choice.plan };
  const scene = await answered(stage, "robin");
  const { sessionId, caller, responder } = scene;
  const robins = stage.colleague("robin");
  await robins.plans(sessionId, plan);
  await begins(stage, scene, "robin");
  await responder.says(worried);
  await robins.clicks(sessionId, "help", { reason: "stoppedAnswering" });
  const trustedPhone =
    plan.trusted === null ? null : await stage.trusted().answers({ within: 15_000 });
  await trustedPhone?.hears(/Can you go now/, { within: 15_000 });
  await trustedPhone?.presses(plan.trustedFirst ? "2" : "1");
  if (choice.name === "nobody-decided") {
    await responder.says(decided);
    await robins.clicks(sessionId, "help", { reason: "stoppedAnswering" });
  }
  const goes = plan.help === "ambulance" && plan.place !== "none";
  const desk =
    goes || choice.name === "nobody-decided"
      ? await stage.desk("ontario").answers({ within: 20_000 })
      : null;
  await desk?.hears(/Ambulance needed/, { within: 20_000 });
  await caller.hears(/called for help/, { within: 20_000 });
  await robins.clicks(sessionId, "help-arrived", { heardFrom: "crew" });
  await robins.clicks(sessionId, "close", { outcome: "revived" });
  await stage.pause(500);
  await desk?.hangsUp();
  await caller.ends();
}
