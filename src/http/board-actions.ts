import { subjectOf } from "../domain/permissions.ts";
import type { HandedTo } from "../domain/session/inputs.ts";
import { listenerOf } from "../domain/session/listening.ts";
import type { Session } from "../domain/session/session.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import { idParams, session, wishes, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { sessionView } from "./views.ts";
import { grant } from "./wish.ts";

const asked = { params: idParams, headers: wishHeaders, response: answers(session) };

/** Who else is in a call, and who answers it next. Whoever another session holds is not had for it, and that is said. */
export function boardActionRoutes(app: ApiApp, parts: Console): void {
  const { line } = parts;
  const view = (granted: Session) => sessionView(granted, line.clock.now());

  const listen = { ...asked, body: wishes.listen };
  app.post(
    "/sessions/:id/listen",
    { schema: listen, config: { act: "listenedIn" } },
    async (request) => {
      const wish = { kind: "listenedIn", ...request.body } as const;
      const granted = await grant(parts, request, { sessionId: request.params.id, wish });
      return view(mustHave(granted, staffOf(request).id));
    },
  );

  const take = { ...asked, body: wishes["take-over"] };
  app.post(
    "/sessions/:id/take-over",
    { schema: take, config: { act: "tookOver" } },
    async (request) => {
      const wish = { kind: "tookOver", ...request.body } as const;
      const granted = await grant(parts, request, { sessionId: request.params.id, wish });
      return view(mustHave(granted, staffOf(request).id));
    },
  );

  const hand = { ...asked, body: wishes["hand-over"] };
  app.post(
    "/sessions/:id/hand-over",
    { schema: hand, config: { act: "handedOver" } },
    async (request) => {
      const sessionId = request.params.id;
      const before = await sessionFor(parts, request, "handedOver");
      const to = await handedTo(parts, before, request.body.to);
      const granted = await grant(parts, request, { sessionId, wish: { kind: "handedOver", to } });
      return view(mustHave(granted, to.staffId));
    },
  );
}

/** Somebody on shift who is free, or on this call already: asked twice, nothing has changed. */
async function handedTo({ line }: Console, session: Session, staffId: string): Promise<HandedTo> {
  const roster = await line.roster.now(line.clock.now());
  const person = roster.find((one) => one.staffId === staffId);
  if (person === undefined || !(person.free || isOn(session, staffId)))
    throw new Problem("notFree");
  const { languages, via, hasPhone, deaf } = person;
  return {
    staffId,
    languages,
    via,
    ...(hasPhone === undefined ? {} : { hasPhone }),
    ...(deaf === undefined ? {} : { deaf }),
  };
}

function mustHave(session: Session, staffId: string): Session {
  if (session.closed === null && !isOn(session, staffId)) throw new Problem("notFree");
  return session;
}

/** In this call, or rung for it. */
function isOn(session: Session, staffId: string): boolean {
  const { responderId, speakerIds, rungIds } = subjectOf(session);
  return (
    responderId === staffId ||
    [...speakerIds, ...rungIds].includes(staffId) ||
    listenerOf(session, staffId) !== undefined
  );
}
