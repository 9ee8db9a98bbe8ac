import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { coverageKnownAnswer, coverageKnownWish } from "./contract-coverage.ts";
import { done, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

/** A night and some: nobody forgets for longer that they said so. */
const LONGEST_MS = 12 * 3_600_000;

/** "I know that nobody is free": pages about that stop until a time (PRACTICE 32). Pages about an emergency never do. */
export function coveragePageRoutes(app: ApiApp, { line, own, coverage }: Console): void {
  const seen = { response: answers(coverageKnownAnswer) };
  app.get("/coverage/known", { schema: seen, config: { act: "keepShifts" } }, async () => {
    const now = line.clock.now();
    return { now, known: await coverage.known(now) };
  });

  const know = { headers: wishHeaders, body: coverageKnownWish, response: answers(done) };
  app.put("/coverage/known", { schema: know, config: { act: "keepShifts" } }, async (request) => {
    const now = line.clock.now();
    const { until } = request.body;
    if (until !== null && (until <= now || until > now + LONGEST_MS))
      throw new Problem("shiftWrong", [
        { where: "until", what: "is not within the next 12 hours" },
      ]);
    const cause = wishId(request);
    if (await own.happenedLately(cause)) return { done: true } as const;
    await coverage.know({ by: staffOf(request).id, until }, now, cause);
    return { done: true } as const;
  });
}
