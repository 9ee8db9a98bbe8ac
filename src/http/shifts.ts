import type { FastifyRequest } from "fastify";
import { may, subjectOf } from "../domain/permissions.ts";
import {
  answers,
  mustBeAllowedOnLine,
  staffOf,
  wishId,
  type ApiApp,
  type Console,
} from "./console.ts";
import { me, nothing, shiftWish, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { mustDoWork } from "./training-work.ts";

/** Who one is, and whether one can be rung. Everybody says that for themselves. */
export function shiftRoutes(app: ApiApp, parts: Console): void {
  const { roster, own, line } = parts;

  app.get("/me", { schema: { response: answers(me) }, config: { act: "signedIn" } }, (request) =>
    whoAmI(parts, request),
  );

  const begin = { headers: wishHeaders, body: shiftWish, response: answers(me) };
  app.post("/shifts", { schema: begin, config: { act: "answerCalls" } }, async (request) => {
    const { circle } = request.body;
    mustBeAllowedOnLine(request, circle === "supervising" ? "supervise" : "answerCalls");
    const { id } = staffOf(request);
    if (circle !== "supervising") await mustDoWork(parts, request, "intervention");
    await once(parts, request, "shift", async (at) => {
      const now = await own.onShift(id, at);
      if (now.circle !== circle || now.presence !== "here") await roster.goOnShift(id, circle, at);
    });
    return whoAmI(parts, request);
  });

  app.delete(
    "/shifts/current",
    { schema: { response: answers(me) }, config: { act: "answerCalls" } },
    async (request) => {
      const at = line.clock.now();
      const { id } = staffOf(request);
      if ((await own.onShift(id, at)).circle !== null) await roster.goOffShift(id, at);
      return whoAmI(parts, request);
    },
  );

  const pause = { headers: wishHeaders, body: nothing, response: answers(me) };
  app.post("/me/break", { schema: pause, config: { act: "answerCalls" } }, async (request) => {
    await once(parts, request, "break", (at) => roster.takeBreak(staffOf(request).id, at));
    return whoAmI(parts, request);
  });
  app.post("/me/back", { schema: pause, config: { act: "answerCalls" } }, async (request) => {
    await once(parts, request, "back", (at) => roster.back(staffOf(request).id, at));
    return whoAmI(parts, request);
  });
}

type Asking = Pick<FastifyRequest, "getDecorator" | "headers">;

/** A wish of no session leaves its key among the line's events: a break sent again minutes later must not take somebody away who is back. */
async function once(
  { line, own }: Console,
  request: Asking,
  wish: string,
  work: (at: number) => Promise<void>,
): Promise<void> {
  const cause = wishId(request);
  if (await own.happenedLately(cause)) return;
  const at = line.clock.now();
  await work(at);
  const { id } = staffOf(request);
  await line.lineEvents.append({ kind: "wishGranted", subject: id, data: { wish }, at, cause });
}

async function whoAmI({ line, own, presences, reads }: Console, request: Asking) {
  const staff = staffOf(request);
  const now = line.clock.now();
  const member = await line.roster.member(staff.id);
  if (member === null) throw new Problem("notStaff");
  const { circle, since, presence } = await own.onShift(staff.id, now);
  const theirs = await reads.openSessionsOf(staff.id);
  const held = theirs.find((one) => holds(staff.id, one));
  return {
    now,
    id: staff.id,
    name: member.name,
    roles: [...staff.roles],
    languages: [...member.languages],
    via: member.via,
    shift: circle === null || since === null ? null : { circle, since },
    presence,
    ...(await presences.standing(staff.id, now)),
    sessionId: held?.id ?? null,
  };
}

/** As a responder would, whatever else they are: a supervisor may see every session and holds few. */
const holds = (id: string, session: Parameters<typeof subjectOf>[0]): boolean =>
  may({ id, roles: ["responder"] }, "readPlan", subjectOf(session));
