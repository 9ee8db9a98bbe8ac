import { standings } from "../domain/presence.ts";
import { boardActionRoutes } from "./board-actions.ts";
import { answers, type ApiApp, type Console } from "./console.ts";
import { boardAnswer, reachAnswer } from "./contract-board.ts";
import { sessionView } from "./views.ts";

/** The board: every open session as it stands, and whom a ring reaches. Changes come by `/live`. */
export function boardRoutes(app: ApiApp, parts: Console): void {
  const { line, reads, presences } = parts;
  const all = { response: answers(boardAnswer) };
  app.get("/board", { schema: all, config: { act: "seeEverySession" } }, async () => {
    const open = await reads.openSessions();
    const now = line.clock.now();
    return { now, sessions: open.map((session) => sessionView(session, now)) };
  });

  const reach = { response: answers(reachAnswer) };
  app.get("/board/reach", { schema: reach, config: { act: "supervise" } }, async () => {
    const now = line.clock.now();
    const found = standings(await presences.seen(now), now);
    const people = [...found].map(([staffId, { reachable, why }]) => ({ staffId, reachable, why }));
    return { now, people };
  });

  boardActionRoutes(app, parts);
}
