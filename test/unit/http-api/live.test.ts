import { expect, test } from "vitest";
import { standard } from "../../../src/domain/session/policy.ts";
import { newSession, type Session } from "../../../src/domain/session/session.ts";
import { session as sessionSchema } from "../../../src/http/contract.ts";
import { fakeApi } from "../../support/fake-api.ts";

const id = "0199c000-0000-7000-8000-000000000001";

/** A console that listens; `next` is the next thing it hears. */
async function listen(port: string, who: string) {
  const answer = await fetch(`${port}/api/live`, { headers: { authorization: who } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const next = async (): Promise<string> => {
    while (!heard.includes("\n\n")) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return "end";
      heard += chunk.value;
    }
    const [first = "", ...rest] = heard.split("\n\n");
    heard = rest.join("\n\n");
    return first;
  };
  expect(await next()).toBe("retry: 1000");
  return { next, type: answer.headers.get("content-type") };
}

const withResponder = (staffId: string): Session => {
  const session = newSession(id, standard);
  const responder = { staffId, legId: "l", via: "softphone", confirmed: true } as const;
  return { ...session, version: 1, company: { ...session.company, state: "with", responder } };
};

const changed = `event: changed\ndata: {"sessionId":"${id}"}`;

test("a change is told to those who may see the session, and to who has just stopped being one", async () => {
  const api = await fakeApi();
  const port = await api.app.listen({ port: 0, host: "127.0.0.1" });
  const jo = await listen(port, "jo responder");
  const robin = await listen(port, "robin responder");
  const dana = await listen(port, "dana supervisor");
  expect(jo.type).toBe("text/event-stream");

  api.sessions.set(id, withResponder("jo"));
  api.changed(id);
  expect(await jo.next()).toBe(changed);
  expect(await dana.next()).toBe(changed);

  api.sessions.set(id, withResponder("robin"));
  api.changed(id);
  expect(await jo.next()).toBe(changed);
  // Robin's first: the change while it was Jo's was not theirs to hear.
  expect(await robin.next()).toBe(changed);

  api.changed(null);
  expect(await robin.next()).toBe("event: again\ndata: {}");
  expect(await jo.next()).toBe("event: again\ndata: {}");

  await api.app.close();
  expect(await jo.next()).toBe("end");
});

test("whoever supervises is told how the session stands, and a responder is not", async () => {
  const api = await fakeApi();
  const port = await api.app.listen({ port: 0, host: "127.0.0.1" });
  const dana = await listen(port, "dana supervisor");
  const jo = await listen(port, "jo responder");
  api.sessions.set(id, withResponder("jo"));
  api.changed(id);
  expect([await dana.next(), await jo.next()]).toEqual([changed, changed]);
  const [event, data = ""] = (await dana.next()).split("\ndata: ");
  expect(event).toBe("event: board");
  expect(sessionSchema.parse(JSON.parse(data))).toMatchObject({
    id,
    company: { responderId: "jo" },
  });
  api.changed(null);
  expect(await jo.next()).toBe("event: again\ndata: {}");
  await api.app.close();
});

test("a stranger hears nothing", async () => {
  const { app } = await fakeApi();
  expect((await app.inject("/api/live")).statusCode).toBe(401);
});
