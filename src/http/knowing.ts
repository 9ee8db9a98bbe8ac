import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { allInForce, isDraft } from "../domain/knowing/texts.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  signWish,
  textParams,
  textsAnswer,
  textVersionsAnswer,
  textWish,
  textWritten,
} from "./contract-knowing.ts";
import { done, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

/** Cards and tips: what is in force, for everybody at the line; and versions, written by one and signed off by another. */
export function knowingRoutes(app: ApiApp, { line, knowing: { texts } }: Console): void {
  const list = { response: answers(textsAnswer) };
  app.get("/knowing/texts", { schema: list, config: { act: "seeKnowing" } }, async () => {
    return { now: line.clock.now(), texts: allInForce(await texts.versions()) };
  });

  const all = { response: answers(textVersionsAnswer) };
  app.get("/knowing/versions", { schema: all, config: { act: "seeKnowing" } }, async () => {
    const versions = await texts.versions();
    const shown = versions.map((one) => Object.assign({ waits: isDraft(one, versions) }, one));
    return { now: line.clock.now(), versions: shown };
  });

  const write = { headers: wishHeaders, body: textWish, response: answers(textWritten) };
  app.post(
    "/knowing/versions",
    { schema: write, config: { act: "keepKnowing" } },
    async (request) => {
      const id = idOfWish(wishId(request));
      const text = { id, ...request.body, by: staffOf(request).id };
      const answer = await texts.write(text, line.clock.now());
      if (answer === "moved") throw new Problem("textMoved");
      return { id };
    },
  );
}

/** What becomes of a draft: somebody else signs it off, or it is taken back; as is what turns out to be wrong. */
export function signingRoutes(app: ApiApp, { line, knowing: { texts } }: Console): void {
  const sign = {
    params: textParams,
    headers: wishHeaders,
    body: signWish,
    response: answers(done),
  };
  app.post(
    "/knowing/versions/:id/sign",
    { schema: sign, config: { act: "keepKnowing" } },
    async (request) => {
      const by = staffOf(request).id;
      const signature = { ...request.body, by, at: line.clock.now() };
      return mustBeSaved(await texts.sign(request.params.id, signature));
    },
  );

  const takeBack = {
    params: textParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(done),
  };
  app.post(
    "/knowing/versions/:id/take-back",
    { schema: takeBack, config: { act: "keepKnowing" } },
    async (request) => {
      const by = staffOf(request).id;
      return mustBeSaved(await texts.takeBack(request.params.id, by, line.clock.now()));
    },
  );
}

type Answer = "saved" | "unknown" | "textSettled" | "textOfOnesOwn" | "textIsMedical";

function mustBeSaved(answer: Answer): { readonly done: true } {
  if (answer === "saved") return { done: true };
  throw new Problem(answer === "unknown" ? "textNotFound" : answer);
}
