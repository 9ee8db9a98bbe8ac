import type { Session } from "../domain/session/session.ts";
import type { ReadBackPart } from "../domain/session/plan.ts";
import type { ReasonToOpen } from "../domain/audit.ts";
import type { Staff } from "../domain/permissions.ts";
import { may, subjectOf } from "../domain/permissions.ts";
import { planNow } from "../engine/plans.ts";
import { answers, sessionOf, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { idParams, session as sessionAnswer, wishes, wishHeaders } from "./contract.ts";
import { readBackIn } from "./plan.ts";
import { Problem } from "./problems.ts";
import { shownTo } from "./reviews.ts";
import { grant, grantTo } from "./wish.ts";

/** Where a line seals places (decision 031): what was read back is out of sight, and looking all the same needs a reason. */
export function placeSealRoutes(app: ApiApp, parts: Console): void {
  const params = { params: idParams, headers: wishHeaders, response: answers(sessionAnswer) };

  const readBack = { ...params, body: wishes["read-back"] };
  app.post(
    "/sessions/:id/read-back",
    { schema: readBack, config: { act: "placeReadBack" } },
    async (request) => {
      const session = await sessionOf(parts, request.params.id);
      const wish = { kind: "placeReadBack", parts: request.body.parts } as const;
      const whole = await isWhole(parts, session, request.body.parts);
      const wished = { ...wish, ...(whole === null ? {} : { whole }) };
      const granted = await grant(parts, request, { sessionId: session.id, wish: wished });
      return shownTo(parts, staffOf(request), granted);
    },
  );

  const open = { ...params, body: wishes["open-place"] };
  app.post(
    "/sessions/:id/open-place",
    { schema: open, config: { act: "placeOpened" } },
    async (request) => {
      const session = await sessionOf(parts, request.params.id);
      const by = { staff: staffOf(request), inputId: wishId(request) };
      const opened = await openPlaceTo(parts, session, { ...by, because: request.body.because });
      return shownTo(parts, by.staff, opened);
    },
  );
}

type Opening = {
  readonly staff: Staff;
  readonly inputId: string;
  readonly because: ReasonToOpen;
};

/** Who and why is in the audit before it is open to them. Asked again, or where nothing is sealed, it is written once more and changes nothing. */
export async function openPlaceTo(
  parts: Console,
  session: Session,
  { staff, inputId, because }: Opening,
): Promise<Session> {
  const { audit, line } = parts;
  if (!may(staff, "placeOpened", subjectOf(session))) throw new Problem("notAllowed");
  const at = line.clock.now();
  await audit.append({
    kind: "placeOpened",
    who: staff.id,
    about: session.id,
    why: because,
    at,
  });
  const wish = { kind: "placeOpened", because } as const;
  return grantTo(parts, { staff, inputId }, { sessionId: session.id, wish });
}

/** Whether with these parts all of the place was read back. Null: nothing is sealed here, so it is nobody's question. */
async function isWhole(
  parts: Console,
  session: Session,
  now: readonly ReadBackPart[],
): Promise<boolean | null> {
  if (session.seal === undefined) return null;
  const plan = planNow(session, await parts.line.plans.read(session.id));
  const sentences = await readBackIn(parts, session, plan);
  const wanted = sentences.en.filter(({ part }) => part !== "whoComes");
  const read = new Set([...session.seal.readBack, ...now]);
  return wanted.length > 0 && wanted.every(({ part }) => read.has(part));
}
