import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { noteLook } from "./audit.ts";
import { answers, sessionFor, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import { notesAnswer, notesQuery, noteWish } from "./contract-call-log.ts";
import { done, idParams, wishHeaders } from "./contract.ts";

/** What people of ours write about a session, sealed. Reading them is written down, and after the call also why. */
export function noteRoutes(app: ApiApp, parts: Console): void {
  const { line, notes } = parts;

  const read = { params: idParams, querystring: notesQuery, response: answers(notesAnswer) };
  app.get(
    "/sessions/:id/notes",
    { schema: read, config: { act: "readNotes" } },
    async (request) => {
      const session = await sessionFor(parts, request, "readNotes");
      const { because } = request.query;
      await noteLook(parts, staffOf(request), { kind: "notesRead", session, because });
      return { now: line.clock.now(), notes: await notes.ofSession(session.id) };
    },
  );

  const write = { params: idParams, headers: wishHeaders, body: noteWish, response: answers(done) };
  app.post(
    "/sessions/:id/notes",
    { schema: write, config: { act: "writeNote" } },
    async (request) => {
      const session = await sessionFor(parts, request, "writeNote");
      const author = { id: idOfWish(wishId(request)), authorId: staffOf(request).id };
      await notes.write(session.id, { ...author, ...request.body, at: line.clock.now() });
      return { done: true } as const;
    },
  );
}
