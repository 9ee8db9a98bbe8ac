import type { Mutant } from "./mutant.ts";

const QUEUE = "src/domain/session/queue.ts";

/** Promises 7 and 8, where several callers and several people of ours meet. */
export const routing: readonly Mutant[] = [
  {
    name: "whose training has lapsed is never rung again",
    file: "src/domain/routing.ts",
    find: ".filter((person) => person.free && wanted.circles.includes(person.circle))",
    replace:
      ".filter((person) => person.free && wanted.circles.includes(person.circle))\n    .filter((person) => person.trainingLapsed !== true)",
    promise: 8,
    killers: ["property/routing"],
  },
  {
    name: "whose work is not calls is rung like everybody",
    file: "src/domain/routing.ts",
    find: "notThisCaller !== true && otherWork !== true;",
    replace: "notThisCaller !== true;",
    promise: 8,
    killers: ["unit/training/other-work"],
  },
  {
    name: "real calls are marked for training",
    file: "src/domain/training/rehearsals.ts",
    find: 'if (first?.kind !== "callArrived" || !first.rehearsal) return [];',
    replace: 'if (first?.kind !== "callArrived") return [];',
    promise: 10,
    killers: ["unit/training/rehearsals"],
  },
  {
    name: "the least urgent is served first",
    file: QUEUE,
    find: "(a, b) => a.urgency - b.urgency || a.since - b.since",
    replace: "(a, b) => b.urgency - a.urgency || a.since - b.since",
    promise: 8,
    killers: ["unit/session/queue"],
  },
  {
    name: "who lets a caller's ring go by is kept for that caller, and others starve",
    file: QUEUE,
    find: "except: [...except, ...lately.map(({ staffId }) => staffId)],",
    replace: "except,",
    promise: 8,
    killers: ["unit/session/queue"],
  },
  {
    name: "a ring that gave way still holds its person",
    file: "src/domain/session/claims.ts",
    find: '    case "ringYielded":\n',
    replace: "",
    promise: 7,
    killers: ["unit/session/queue"],
  },
  {
    name: "whom a caller would like is the only one rung",
    file: "src/domain/routing.ts",
    find: ".filter((person) => wanted.anyLanguage || speaks(person, wanted.language))",
    replace:
      ".filter((person) => wanted.anyLanguage || speaks(person, wanted.language))\n    .filter((person) => wanted.preferred == null || person.staffId === wanted.preferred)",
    promise: 8,
    killers: ["property/routing"],
  },
  {
    name: "whoever frees is rung only at the next round",
    file: "src/domain/session/ringing.ts",
    find: "return isServed(self, at) ? nothing : ringFreed(session, facts, at);",
    replace: "return nothing;",
    promise: 8,
    killers: ["unit/session/queue"],
  },
  {
    name: "everybody is rung for one, and nobody is left for the next",
    file: QUEUE,
    find: "const spared = self.urgency % REHEARSAL <= EMERGENCY ? before : waiting;",
    replace: "const spared = before;",
    promise: 8,
    killers: ["unit/session/queue"],
  },
  {
    name: "a call they asked for is made once",
    file: "src/domain/session/promised-call.ts",
    find: "() => (tries < TRIES ? owe(again(by, tries, at)) : late(at)),",
    replace: "() => late(at),",
    promise: 8,
    killers: ["unit/session/nobody-free"],
  },
  {
    name: "who says they know that nobody is free is not told of an emergency either",
    file: "src/engine/messages.ts",
    find: "if (isCoverage(because) && !isPressing(session)) {",
    replace: "if (isCoverage(because)) {",
    promise: 8,
    killers: ["unit/engine/coverage-page"],
  },
];
