import { lastTwo } from "../adapters/own-number.ts";
import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { isOnNow, turnRefused } from "../domain/after/peers.ts";
import { afterText } from "../domain/words/after.ts";
import { CarrierUnreachable } from "../engine/errors.ts";
import { textStaff } from "../engine/staff-texts.ts";
import { mustBeOfOurs } from "./after-debriefs.ts";
import { mustBeThere } from "./after-own.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  askedAnswer,
  askPeerWish,
  contactWish,
  meetingsAnswer,
  meetingWish,
  notRungWish,
  peersAnswer,
  turnWish,
} from "./contract-after.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const config = { act: "lookAfterOneself" } as const;
const wishing = { headers: wishHeaders, response: answers(done) };
const one = { params: idParams, response: answers(done) };

/** Peers for each other, past whoever supervises: none of it is written into any event, and nobody else is shown it. */
export function peerRoutes(app: ApiApp, parts: Console): void {
  const { line, after, ownPhones } = parts;

  const all = { response: answers(peersAnswer) };
  app.get("/me/peers", { schema: all, config }, async (request) => {
    const { id } = staffOf(request);
    const now = line.clock.now();
    const { number } = await ownPhones.read(id, now);
    return {
      now,
      contact: await after.peers.contact(id),
      turns: await after.peers.turns(now),
      asks: await after.peers.asks(id),
      phoneEndsIn: number === null ? null : lastTwo(number),
      notRung: await after.notRung.choices(id),
      meetings: await after.supervision.meetings(id),
    };
  });

  app.put(
    "/me/peers/contact",
    { schema: { ...wishing, body: contactWish }, config },
    async (request) => {
      await after.peers.setContact(staffOf(request).id, request.body.contact);
      return { done: true } as const;
    },
  );

  notRungRoutes(app, parts);
  rotaRoutes(app, parts);
  askRoutes(app, parts);
}

/** "When I call the line myself, do not ring this colleague." */
function notRungRoutes(app: ApiApp, parts: Console): void {
  const { notRung } = parts.after;
  app.post(
    "/me/not-rung",
    { schema: { ...wishing, body: notRungWish }, config },
    async (request) => {
      const { id: by } = staffOf(request);
      const { staffId } = request.body;
      if (staffId === by) throw new Problem("notOneself");
      await mustBeOfOurs(parts, staffId);
      await notRung.choose(idOfWish(wishId(request)), by, staffId);
      return { done: true } as const;
    },
  );

  app.delete("/me/not-rung/:id", { schema: one, config }, async (request) =>
    mustBeThere(await notRung.takeBack(request.params.id, staffOf(request).id)),
  );
}

/** Each puts themselves on the rota; trainees are nobody's peer support yet. */
function rotaRoutes(app: ApiApp, { line, after: { peers } }: Console): void {
  const add = { schema: { ...wishing, body: turnWish }, config: { act: "answerCalls" } } as const;
  app.post("/me/peers/turns", add, async (request) => {
    const { id: staffId } = staffOf(request);
    const refused = turnRefused(request.body, line.clock.now());
    if (refused !== null) throw new Problem(refused);
    await peers.addTurn({ id: idOfWish(wishId(request)), staffId, ...request.body });
    return { done: true } as const;
  });

  app.delete("/me/peers/turns/:id", { schema: one, config }, async (request) =>
    mustBeThere(await peers.dropTurn(request.params.id, staffOf(request).id)),
  );
}

function askRoutes(app: ApiApp, parts: Console): void {
  const {
    line,
    after: { peers },
  } = parts;
  const ask = { headers: wishHeaders, body: askPeerWish, response: answers(askedAnswer) };
  app.post("/me/peers/asks", { schema: ask, config }, async (request) => {
    const { id: fromId } = staffOf(request);
    const { toId } = request.body;
    const at = line.clock.now();
    if (toId === fromId) throw new Problem("notOneself");
    const isThere = (await peers.turns(at)).some(
      (turn) => turn.staffId === toId && isOnNow(turn, at),
    );
    if (!isThere) throw new Problem("notAPeerNow");
    const isNew = await peers.ask({ id: idOfWish(wishId(request)), fromId, toId, at });
    return { done: true as const, told: isNew ? await tell(parts, toId) : ("texted" as const) };
  });

  const answered = { ...one, headers: wishHeaders, body: nothing };
  app.post("/me/peers/asks/:id/answered", { schema: answered, config }, async (request) =>
    mustBeThere(await peers.answer(request.params.id, staffOf(request).id, line.clock.now())),
  );
}

/** Neither the text nor the log says who asks; whoever asked is told if none went out. */
async function tell({ line }: Console, toId: string): Promise<"texted" | "noNumber" | "refused"> {
  try {
    return await textStaff(line, toId, (name, language) =>
      afterText("peerAsked", language, { line: name }),
    );
  } catch (err) {
    if (!(err instanceof CarrierUnreachable)) throw err;
    line.log.warn({ err }, "A peer was not texted; they find it in the console");
    return "refused";
  }
}

/** Supervision is kept as dates: who met whom on which day. */
export function supervisionRoutes(app: ApiApp, parts: Console): void {
  const {
    line,
    after: { supervision },
  } = parts;
  const others = { act: "lookAfterOthers" } as const;

  const list = { response: answers(meetingsAnswer) };
  app.get("/supervision", { schema: list, config: others }, async () => ({
    now: line.clock.now(),
    meetings: await supervision.meetings(null),
  }));

  app.post(
    "/supervision",
    { schema: { ...wishing, body: meetingWish }, config: others },
    async (request) => {
      const { staffId, withId } = request.body;
      if (staffId === withId) throw new Problem("notOneself");
      await mustBeOfOurs(parts, staffId);
      await mustBeOfOurs(parts, withId);
      const id = idOfWish(wishId(request));
      await supervision.record({ id, ...request.body }, staffOf(request).id);
      return { done: true } as const;
    },
  );

  app.delete("/supervision/:id", { schema: one, config: others }, async (request) =>
    mustBeThere(await supervision.remove(request.params.id)),
  );
}
