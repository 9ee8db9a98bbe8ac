import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { practiceRefused } from "../engine/practise-training.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { ownTrainingAnswer } from "./contract-training.ts";
import { done, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

/** What is one's own: seen by oneself, marks and all. */
export function ownTrainingRoutes(app: ApiApp, parts: Console): void {
  const { line, training } = parts;
  const own = { response: answers(ownTrainingAnswer) };
  const config = { act: "lookAfterOneself" } as const;
  app.get("/me/training", { schema: own, config }, async (request) => {
    const { id } = staffOf(request);
    const now = line.clock.now();
    const [people, kinds, certificates, due, rehearsals, refused] = await Promise.all([
      training.people(),
      training.kinds.list(),
      training.certificates(id),
      training.due(now),
      training.rehearsals(id, now),
      practiceRefused(line, id, now),
    ]);
    const me = people.find((one) => one.id === id);
    return {
      now,
      work: me?.work ?? [],
      trainingUntil: me?.trainingUntil ?? null,
      kinds,
      certificates,
      due: due.find(({ staffId }) => staffId === id) ?? null,
      rehearsals,
      practice: refused ?? ("ready" as const),
    };
  });

  const practise = { headers: wishHeaders, body: nothing, response: answers(done) };
  app.post(
    "/me/practice",
    { schema: practise, config: { act: "answerCalls" } },
    async (request) => {
      const { id: staffId } = staffOf(request);
      const at = line.clock.now();
      const callId = idOfWish(wishId(request));
      // Sent again, the wish finds the call it made.
      if ((await line.training.practice.byId(callId)) !== null) return { done: true } as const;
      const refused = await practiceRefused(line, staffId, at);
      if (refused !== null) throw new Problem(PROBLEMS[refused]);
      const owed = await line.training.practice.ask({ id: callId, staffId, at });
      if (owed === null) throw new Problem("practisedNow");
      line.alarms.set(owed);
      return { done: true } as const;
    },
  );
}

const PROBLEMS = {
  noRehearsalNumber: "noRehearsalNumber",
  notFree: "practiceNotFree",
  lastFree: "lastFree",
  callersWait: "callersWait",
} as const;
