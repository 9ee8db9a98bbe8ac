import formbody from "@fastify/formbody";
import Fastify from "fastify";
import { v7 as uuid } from "uuid";

import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { decide } from "../../src/domain/session/decide.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Commit } from "../../src/engine/ports-store.ts";

/**
 * The floor of a webhook, in a process of its own: it parses a form, runs the statement that an answer comes to, and says so. What
 * is decided was decided before: nothing is loaded, signed, said or woken.
 */
const { db } = openDatabase(process.argv[2] ?? "", () => undefined);
const store = createStore(db);

type Ready = { readonly session: Session; readonly answered: Commit };

/** By leg, where each session stands and what its answer is. */
const sessions = new Map<string, Ready>();

async function prepare(id: string): Promise<void> {
  const session = await store.load(id);
  if (session === null) throw new Error("There is no such session");
  sessions.set(session.caller.legId, { session, answered: answerOf(session) });
}

function answerOf(session: Session): Commit {
  const { legId } = session.caller;
  const pressed = { kind: "keyPressed", legId, role: "caller", party: null } as const;
  const input = { id: "", at: session.openedAt };
  const { events, duties } = decide(session, { ...pressed, ...input, ask: "auto", digits: "5" });
  return {
    session: events.reduce(evolve, session),
    before: session.version,
    input,
    cause: "",
    events,
    duties: duties.map((duty) => ({ id: "", sessionId: session.id, duty, attempts: 0 })),
    claims: [],
    completes: null,
  };
}

const app = Fastify({ routerOptions: { maxParamLength: 200 } });
await app.register(formbody);
app.post<{ Params: { legId: string } }>("/twilio/legs/:legId", async ({ params, url }, reply) => {
  const ready = sessions.get(params.legId);
  if (ready === undefined) return reply.code(404).send();
  const { session, answered } = ready;
  const version = session.version + answered.events.length;
  sessions.set(params.legId, { answered, session: { ...session, version } });
  const committed = await store.commit({
    ...answered,
    session: { ...answered.session, version },
    before: session.version,
    input: { id: url, at: answered.input.at },
    cause: url,
    duties: answered.duties.map((owed) => ({ ...owed, id: uuid() })),
  });
  if (committed !== "done") return reply.code(500).send(committed);
  return reply.type("text/xml").send("<Response/>");
});

process.once("message", ({ ids }: { ids: readonly string[] }) => {
  Promise.all(ids.map(prepare))
    .then(() => app.listen({ host: "127.0.0.1", port: 0 }))
    .then((address) => process.send?.({ port: new URL(address).port }))
    .catch((err: unknown) => {
      throw err;
    });
});
process.on("disconnect", () => process.exit(0));
