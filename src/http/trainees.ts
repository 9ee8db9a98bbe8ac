import { listenerOf } from "../domain/session/listening.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import { introduceTraineeWish, traineesAnswer } from "./contract-access.ts";
import { idParams, session, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";
import { shownTo } from "./reviews.ts";
import { grant } from "./wish.ts";

const asked = {
  params: idParams,
  headers: wishHeaders,
  body: introduceTraineeWish,
  response: answers(session),
};

/** A trainee hears a call when whoever answers it has introduced them to the caller, and only while somebody answers (PRACTICE 33). */
export function traineeRoutes(app: ApiApp, parts: Console): void {
  const list = {
    schema: { response: answers(traineesAnswer) },
    config: { act: "answerCalls" },
  } as const;
  app.get("/trainees", list, async () => {
    const trainees = await traineesOf(parts);
    return { trainees: trainees.map(({ id, name, via }) => ({ id, name, via })) };
  });

  app.post(
    "/sessions/:id/introduce-trainee",
    { schema: asked, config: { act: "traineeIntroduced" } },
    async (request) => {
      const sessionId = request.params.id;
      await sessionFor(parts, request, "traineeIntroduced");
      const { staffId } = request.body;
      const trainee = (await traineesOf(parts)).find(({ id }) => id === staffId);
      if (trainee === undefined) throw new Problem("notATrainee");
      const wish = { kind: "traineeIntroduced", staffId, via: trainee.via } as const;
      const granted = await grant(parts, request, { sessionId, wish });
      if (granted.closed === null && listenerOf(granted, staffId) === undefined) {
        throw new Problem("notFree");
      }
      return shownTo(parts, staffOf(request), granted);
    },
  );

  app.post(
    "/sessions/:id/dismiss-trainee",
    { schema: asked, config: { act: "traineeDismissed" } },
    async (request) => {
      const wish = { kind: "traineeDismissed", staffId: request.body.staffId } as const;
      const granted = await grant(parts, request, { sessionId: request.params.id, wish });
      return shownTo(parts, staffOf(request), granted);
    },
  );
}

const traineesOf = async ({ staff, line }: Console) =>
  (await staff.list(line.clock.now())).filter(({ roles }) => roles.includes("trainee"));
