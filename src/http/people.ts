import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { staffParams } from "./contract-access.ts";
import { choicesAnswer, peopleAnswer, trainingWish } from "./contract-people.ts";
import { done, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

/** Who else there is, by name; what one chose for oneself; and until when somebody's training holds. */
export function peopleRoutes(app: ApiApp, { line, people }: Console): void {
  const list = {
    schema: { response: answers(peopleAnswer) },
    config: { act: "seeShifts" },
  } as const;
  app.get("/people", list, async () => {
    const now = line.clock.now();
    return { now, people: await people.colleagues(now) };
  });

  const chosen = {
    schema: { response: answers(choicesAnswer) },
    config: { act: "signedIn" },
  } as const;
  app.get("/me/choices", chosen, async (request) => {
    const now = line.clock.now();
    return { now, ...(await people.choices(staffOf(request).id)) };
  });

  const training = {
    params: staffParams,
    headers: wishHeaders,
    body: trainingWish,
    response: answers(done),
  };
  app.put(
    "/staff/:id/training",
    { schema: training, config: { act: "keepStaff" } },
    async (request) => {
      const deed = { by: staffOf(request).id, staffId: request.params.id, at: line.clock.now() };
      if (!(await people.setTraining(request.body.until, deed))) throw new Problem("staffNotFound");
      return { done: true } as const;
    },
  );
}
