import { expect, test } from "vitest";
import { fakeApi } from "../../support/fake-api.ts";

const HOUR = 3_600_000;

test("only who supervises says that they know, for twelve hours at most", async () => {
  const { app, line } = await fakeApi();
  const now = line.clock.now();
  const put = (who: string, until: unknown) =>
    app.inject({
      method: "PUT",
      url: "/api/coverage/known",
      headers: { authorization: who, "idempotency-key": `k-${String(until)}` },
      payload: { until },
    });
  expect((await put("jo responder", now + HOUR)).statusCode).toBe(403);
  expect((await put("dana supervisor", now + 13 * HOUR)).statusCode).toBe(422);
  expect((await put("dana supervisor", now)).statusCode).toBe(422);
  expect((await put("dana supervisor", "tomorrow")).statusCode).toBe(400);
});
