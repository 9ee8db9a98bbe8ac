import type { OtherLine } from "../domain/other-lines/other-line.ts";
import type { SaveRefusal } from "../adapters/postgres/other-lines.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { lineParams, lineWish, otherLinesAnswer } from "./contract-other-lines.ts";
import { done, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const REFUSED: Readonly<Record<SaveRefusal | "ours", { where: string; what: string }>> = {
  numberMissing: { where: "body/number", what: "a new line needs its number" },
  numberShared: { where: "body/number", what: "a line or desk on the other side has this number" },
  ours: { where: "body/number", what: "one of our own numbers: it would ring us" },
  turned: { where: "body/rehearsal", what: "fixed when the line is made" },
};

/** Lines of others, kept by whoever keeps the desks. `ours` are the line's numbers. */
export function otherLineRoutes(app: ApiApp, parts: Console, ours: readonly string[]): void {
  const { line, otherLineBook, audit } = parts;

  const all = {
    schema: { response: answers(otherLinesAnswer) },
    config: { act: "seeDesks" },
  } as const;
  app.get("/other-lines", all, async () => {
    return { now: line.clock.now(), lines: await otherLineBook.list() };
  });

  const saved = {
    params: lineParams,
    headers: wishHeaders,
    body: lineWish,
    response: answers(done),
  };
  app.put("/other-lines/:id", { schema: saved, config: { act: "keepDesks" } }, async (request) => {
    const { id } = request.params;
    const { number, verified, ...said } = request.body;
    if (number !== null && ours.includes(number)) throw new Problem("lineWrong", [REFUSED.ours]);
    const at = line.clock.now();
    const verifiedAt = verified ? at : await verifiedBefore(parts, id);
    const kept: OtherLine = { id, ...said, verifiedAt };
    const refused = await otherLineBook.save({ ...kept, number });
    if (refused !== null) throw new Problem("lineWrong", [REFUSED[refused]]);
    const who = staffOf(request).id;
    const data = { number: number === null ? "kept" : "given" };
    await audit.append({ kind: "otherLineSaved", who, about: id, data, at });
    return { done: true } as const;
  });

  const removed = { params: lineParams, response: answers(done) };
  app.delete(
    "/other-lines/:id",
    { schema: removed, config: { act: "keepDesks" } },
    async (request) => {
      const { id } = request.params;
      if (!(await otherLineBook.remove(id))) throw new Problem("lineNotFound");
      const who = staffOf(request).id;
      await audit.append({ kind: "otherLineRemoved", who, about: id, at: line.clock.now() });
      return { done: true } as const;
    },
  );
}

/** Changed in something else, it is as well verified as it was. */
async function verifiedBefore({ otherLineBook }: Console, id: string): Promise<number | null> {
  const known = (await otherLineBook.list()).find((one) => one.id === id);
  return known?.verifiedAt ?? null;
}
