import type { ConsoleInput } from "../../src/domain/session/inputs.ts";
import type { Session } from "../../src/domain/session/session.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Network } from "../support/network.ts";
import { isMeant, type World } from "../support/world.ts";
import type { Caller } from "./callers.ts";

export type Stage = {
  readonly world: World;
  readonly network: Network;
  readonly callers: Caller[];
  /** Told of every confirmation on its way; what it returns is called once the line has it. */
  readonly onConfirm: (sessionId: string, checkIn: number) => () => void;
};

export type Doing = ConsoleInput extends infer One
  ? One extends unknown
    ? Omit<One, "by">
    : never
  : never;
export type Does = (input: Doing) => void;

/** A click in the console: once, and if it does not get through it was not done. */
export function doIn(stage: Stage, session: Session, input: ConsoleInput): void {
  const { world } = stage;
  const id = world.uuid();
  const heard =
    input.kind === "confirmed" ? stage.onConfirm(session.id, input.checkIn) : () => undefined;
  world.note(`${input.by} in ${session.id.slice(-4)}: ${input.kind}`);
  world
    .request((line) => handle(line, session.id, { ...input, id, at: line.clock.now() }))
    .then(({ refused }) => (refused === undefined ? heard() : world.note(`refused: ${refused}`)))
    .catch((err: unknown) => {
      if (!isMeant(err)) world.unexpected.push(`${input.kind}: ${String(err)}`);
    });
}

/** As the console does: sealed first, then what the rules need to know of it. */
export function recordPlan(
  stage: Stage,
  session: Session,
  { caller, by }: { caller: Caller; by: string },
): void {
  const { plan } = caller.part;
  if (plan === null) return;
  const { world } = stage;
  const known = world.plans.get(session.id)?.callerNumber ?? null;
  world.plans.set(session.id, { ...plan.sealed, callerNumber: plan.sealed.callerNumber ?? known });
  doIn(stage, session, { kind: "planRecorded", plan: plan.summary, by });
}
