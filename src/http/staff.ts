import type { StaffRole } from "../domain/permissions.ts";
import { rolesWrong, subjectOf } from "../domain/permissions.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  ownSignInParams,
  rolesWish,
  signInParams,
  signInsAnswer,
  staffAnswer,
  staffParams,
} from "./contract-access.ts";
import { done, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const own = { act: "enrol" } as const;
const keep = { act: "keepStaff" } as const;

/** Who is of ours, what they may be, and where they are signed in. */
export function staffRoutes(app: ApiApp, parts: Console): void {
  const { staff, line } = parts;

  app.get("/staff", { schema: { response: answers(staffAnswer) }, config: keep }, async () => {
    const now = line.clock.now();
    const all = await staff.list(now);
    return { now, staff: [...all] };
  });

  const roles = {
    params: staffParams,
    headers: wishHeaders,
    body: rolesWish,
    response: answers(done),
  };
  app.put("/staff/:id/roles", { schema: roles, config: keep }, async (request) => {
    const by = staffOf(request).id;
    const staffId = request.params.id;
    mustGoTogether(request.body.roles);
    // So one supervisor always remains: whoever takes the role from another.
    if (staffId === by) throw new Problem("notYourOwn");
    if (await holdsSession(parts, staffId)) throw new Problem("inACall");
    const at = line.clock.now();
    const known = await staff.setRoles(request.body.roles, { by, staffId, at });
    if (!known) throw new Problem("staffNotFound");
    return { done: true } as const;
  });
  ownSignInRoutes(app, parts);
  theirSignInRoutes(app, parts);
}

/** Throws a `Problem` where these roles are not to be had by one person. */
export function mustGoTogether(roles: readonly StaffRole[]): void {
  const wrong = rolesWrong(roles);
  if (wrong !== null) throw new Problem("rolesWrong", [{ where: "body/roles", what: wrong }]);
}

/** Somebody who is with a caller is relieved first. */
async function holdsSession({ reads }: Console, staffId: string): Promise<boolean> {
  const theirs = await reads.openSessionsOf(staffId);
  return theirs.some((session) => {
    const { responderId, speakerIds } = subjectOf(session);
    return responderId === staffId || speakerIds.includes(staffId);
  });
}

function ownSignInRoutes(app: ApiApp, parts: Console): void {
  const list = { schema: { response: answers(signInsAnswer) }, config: own };
  app.get("/me/sign-ins", list, async (request) => {
    const { id, signInId } = staffOf(request);
    return signInsOf(parts, id, signInId);
  });

  const end = { schema: { params: ownSignInParams, response: answers(done) }, config: own };
  app.delete("/me/sign-ins/:signInId", end, async (request) => {
    const { id } = staffOf(request);
    return ended(parts, { by: id, staffId: id, signInId: request.params.signInId });
  });
}

function theirSignInRoutes(app: ApiApp, parts: Console): void {
  const list = { params: staffParams, response: answers(signInsAnswer) };
  app.get("/staff/:id/sign-ins", { schema: list, config: keep }, (request) =>
    signInsOf(parts, request.params.id, staffOf(request).signInId),
  );

  const all = { params: staffParams, response: answers(done) };
  app.delete("/staff/:id/sign-ins", { schema: all, config: keep }, (request) =>
    ended(parts, { by: staffOf(request).id, staffId: request.params.id, signInId: null }),
  );

  const one = { params: signInParams, response: answers(done) };
  app.delete("/staff/:id/sign-ins/:signInId", { schema: one, config: keep }, (request) => {
    const { id: staffId, signInId } = request.params;
    return ended(parts, { by: staffOf(request).id, staffId, signInId });
  });
}

async function signInsOf({ staff, line }: Console, staffId: string, current: string) {
  const now = line.clock.now();
  const signIns = await staff.signIns(staffId, now);
  return { now, current, signIns: [...signIns] };
}

type Ending = { readonly by: string; readonly staffId: string; readonly signInId: string | null };

/** Taken away twice, it is gone as wished. */
async function ended({ staff, line }: Console, { by, staffId, signInId }: Ending) {
  await staff.endSignIns(signInId, { by, staffId, at: line.clock.now() });
  return { done: true } as const;
}
