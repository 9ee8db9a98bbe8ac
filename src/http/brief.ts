import { briefAloud } from "../domain/brief.ts";
import { languages, type Language } from "../domain/language.ts";
import type { Session } from "../domain/session/session.ts";
import { isSealedFor } from "../domain/session/place-seal.ts";
import { briefFacts } from "../domain/session/script-desk.ts";
import { namesOf, wordsOf } from "../engine/hearing.ts";
import { planNow } from "../engine/plans.ts";
import type { Line } from "../engine/ports.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import { noteLook } from "./audit.ts";
import { lookQuery } from "./contract-audit.ts";
import { briefAnswer } from "./contract-plan.ts";
import { idParams } from "./contract.ts";
import { openPlan } from "./place-read.ts";
import { whoWouldCome } from "./plan.ts";

/** The brief, to be read to a desk by a person. It says where the caller is: reading it is written down, as the plan's is. */
export function briefRoutes(app: ApiApp, parts: Console): void {
  const schema = { params: idParams, querystring: lookQuery, response: answers(briefAnswer) };
  app.get("/sessions/:id/brief", { schema, config: { act: "readPlan" } }, async (request) => {
    const { line } = parts;
    const session = await sessionFor(parts, request, "readPlan");
    const at = line.clock.now();
    const { because } = request.query;
    const staff = staffOf(request);
    await noteLook(parts, staff, { kind: "briefRead", session, because });
    const sealed = isSealedFor(session, staff.id, at);
    return {
      now: at,
      reference: session.help.reference,
      brief: sealed ? null : await briefs(line, session, at),
      desks: await whoWouldCome(line, session.plan.desks),
    };
  });
}

async function briefs(line: Line, session: Session, at: number) {
  const plan = planNow(session, await openPlan(line, session.id));
  const words = plan === null ? null : wordsOf(plan, session);
  const names = namesOf(line, session);
  const inWords = (language: Language) => {
    const facts = briefFacts({ session, plan: words, at, names, leg: { language } });
    return facts === null ? null : briefAloud(facts, language);
  };
  const [en, fr] = languages.map(inWords);
  return en == null || fr == null ? null : { en, fr };
}
