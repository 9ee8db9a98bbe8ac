import type { Mutant } from "./mutant.ts";

const LISTENING = "src/domain/session/listening.ts";
const SEAL = "src/domain/session/place-seal.ts";
const RESTRICTED = "src/domain/session/restricted.ts";
const TRAINEES = "src/domain/session/trainees.ts";
const TRANSFER = "src/domain/session/transfer.ts";
const LOSS = "src/domain/session/line-loss.ts";

/** Who may hear, see or be refused what, while somebody is on the line: promises 7, 8 and 10. */
export const people: readonly Mutant[] = [
  {
    name: "a restricted number is kept out in an emergency",
    file: RESTRICTED,
    find: 'return emergency || help.state !== "none" ? null : (restriction ?? null);',
    replace: "return restriction ?? null;",
    promise: 8,
    killers: ["unit/session/restricted", "unit/http/restricted"],
  },
  {
    name: "a sealed place is seen before it is needed",
    file: SEAL,
    find: "return session.seal?.shut === true && session.closed === null && !isNeeded(session);",
    replace: "return false;",
    promise: 10,
    killers: ["unit/session/place-seal"],
  },
  {
    name: "a sealed place stays shut when help is sent",
    file: SEAL,
    find: 'phaseOf(session) === "escalated" || session.help.state === "arrived";',
    replace: 'session.help.state === "arrived";',
    promise: 10,
    killers: ["unit/session/place-seal"],
  },
  {
    name: "who saw a sealed place with a reason sees it for ever",
    file: SEAL,
    find: "by === staffId && at < until",
    replace: "by === staffId",
    promise: 10,
    killers: ["unit/session/place-seal"],
  },
  {
    name: "who asked to take over, and comes late, puts the new responder out",
    file: LISTENING,
    find: "const answers = known.takesOver && !isTaken;",
    replace: "const answers = known.takesOver;",
    promise: 7,
    killers: ["unit/session/listening"],
  },
  {
    name: "a supervisor who speaks to the desk is rung a second time",
    file: LISTENING,
    find: "    speaks ||\n",
    replace: "",
    promise: 7,
    killers: ["unit/session/listening"],
  },
  {
    name: "an open watch is left to somebody else",
    file: TRANSFER,
    find: 'if (watch !== null && endsWatch !== true) return "watchOpen";',
    replace: "",
    promise: 3,
    killers: ["unit/session/transfer"],
  },
  {
    name: "a caller whose third person hangs up right after we left is left alone",
    file: TRANSFER,
    find: "const late = at - (transfer?.leftAt ?? at) >= RIGHT_AFTER_MS;",
    replace: "const late = at >= (transfer?.leftAt ?? at);",
    promise: 8,
    killers: ["unit/session/transfer"],
  },
  {
    name: "a caller who may harm themselves is closed when nobody reaches them",
    file: LOSS,
    find: "if (mayHarmThemselves(session)) return stillWorried(session, { ...tried, inHand }, at);",
    replace: "",
    promise: 9,
    killers: ["unit/session/self-harm"],
  },
  {
    name: "a trainee is left alone with a caller",
    file: TRAINEES,
    find: 'if (session.company.state === "with") return nothing;',
    replace: "return nothing;",
    promise: 7,
    killers: ["unit/session/trainees"],
  },
  {
    name: "a call that is over, told of again, opens a session",
    file: "src/engine/answered.ts",
    find: "return open || leg.endedAt !== null ? arrived",
    replace: "return open ? arrived",
    promise: 8,
    killers: ["unit/http/redial"],
  },
];
