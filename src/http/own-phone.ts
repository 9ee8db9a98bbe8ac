import type { FastifyRequest } from "fastify";
import type { Language } from "../domain/language.ts";
import { lastTwo, ownNumber } from "../adapters/own-number.ts";
import { say } from "../domain/words/words.ts";
import { CarrierRefused, CarrierUnreachable } from "../engine/errors.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { codeWish, numberWish, ownPhoneAnswer, reachWish } from "./contract-own-phone.ts";
import { wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

type Asking = Pick<FastifyRequest, "getDecorator" | "headers">;

const response = answers(ownPhoneAnswer);
/** Whoever may be rung, and for themselves alone. */
const config = { act: "haveOwnPhone" } as const;

/** Each for themselves: their own phone, and how they are reached. `ours` are the line's numbers, which would ring the line. */
export function ownPhoneRoutes(app: ApiApp, parts: Console, ours: readonly string[]): void {
  const { ownPhones } = parts;

  app.get("/me/phone", { schema: { response }, config }, (request) =>
    standing(parts, staffOf(request).id),
  );

  const give = { headers: wishHeaders, body: numberWish, response };
  app.put("/me/phone", { schema: give, config }, async (request) => {
    const staffId = staffOf(request).id;
    const number = ownNumber(request.body.number);
    if (number === null || ours.includes(number)) throw new Problem("notYourNumber");
    await once(parts, request, "ownPhoneGiven", () => textCode(parts, staffId, number));
    return standing(parts, staffId);
  });

  const type = { headers: wishHeaders, body: codeWish, response };
  app.post("/me/phone/proof", { schema: type, config }, async (request) => {
    const staffId = staffOf(request).id;
    const { code } = request.body;
    await once(parts, request, "ownPhoneProved", () => prove(parts, staffId, code));
    return standing(parts, staffId);
  });

  app.delete("/me/phone", { schema: { response }, config }, async (request) => {
    const staffId = staffOf(request).id;
    await ownPhones.remove(staffId, parts.line.clock.now());
    await parts.after.notRung.follow(staffId);
    await note(parts, { kind: "ownPhoneRemoved", staffId, cause: request.id });
    return standing(parts, staffId);
  });

  const reach = { headers: wishHeaders, body: reachWish, response };
  app.put("/me/reach", { schema: reach, config: { act: "answerCalls" } }, async (request) => {
    const staffId = staffOf(request).id;
    await once(parts, request, "reachChosen", async () => {
      const { reach: wanted, page } = request.body;
      if (!(await ownPhones.setReach(staffId, wanted, page))) throw new Problem("noOwnPhone");
    });
    return standing(parts, staffId);
  });
}

async function prove(
  { ownPhones, after, line }: Console,
  staffId: string,
  code: string,
): Promise<void> {
  const proved = await ownPhones.prove(staffId, code, line.clock.now());
  if (proved === "wrong") throw new Problem("codeWrong");
  if (proved === "gone") throw new Problem("codeGone");
  await after.notRung.follow(staffId);
}

async function standing({ ownPhones, line }: Console, staffId: string) {
  const now = line.clock.now();
  const { number, asked, reach, page } = await ownPhones.read(staffId, now);
  return {
    now,
    phone: number === null ? null : { endsIn: lastTwo(number) },
    asked: asked === null ? null : { endsIn: lastTwo(asked.number), expiresAt: asked.expiresAt },
    reach,
    page,
  };
}

/** A wish sent again with its key texts nobody twice. */
async function once(
  parts: Console,
  request: Asking,
  kind: string,
  work: () => Promise<void>,
): Promise<void> {
  const cause = wishId(request);
  if (await parts.own.happenedLately(cause)) return;
  await work();
  await note(parts, { kind, staffId: staffOf(request).id, cause });
}

type Noted = { readonly kind: string; readonly staffId: string; readonly cause: string };

const note = ({ line }: Console, { kind, staffId: subject, cause }: Noted): Promise<void> =>
  line.lineEvents.append({ kind, subject, data: {}, at: line.clock.now(), cause });

async function textCode({ ownPhones, line }: Console, staffId: string, number: string) {
  const member = await line.roster.member(staffId);
  if (member === null) throw new Problem("notStaff");
  const code = await ownPhones.ask(staffId, number, line.clock.now());
  if (code === null) throw new Problem("tooManyTexts");
  const language: Language = member.languages[0] ?? "en";
  const name = line.voice.lineName[language];
  const words = say("phoneCode", language, { line: name, code });
  try {
    await line.phone.text(number, line.voice.fromNumber("responder", false), words);
  } catch (err) {
    const unsent = err instanceof CarrierRefused || err instanceof CarrierUnreachable;
    if (!unsent) throw err;
    line.log.warn({ err, staffId }, "A code for somebody's own phone was not sent");
    throw new Problem("textNotSent");
  }
}
