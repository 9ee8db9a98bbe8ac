import { expect, test } from "vitest";
import { z } from "zod";

import { softphonesOf } from "../../../src/adapters/twilio/softphones.ts";

const account = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  apiKey: { sid: "SK0123456789abcdef0123456789abcdef", secret: "not a secret" },
};
const claims = z.object({
  exp: z.number(),
  iat: z.number(),
  grants: z.object({ identity: z.string(), voice: z.unknown() }),
});

test("a softphone's token lets it be called for an hour, and never dial", () => {
  const softphones = softphonesOf({ ...account, baseUrl: null });
  if (softphones.kind !== "twilio") throw new Error("No carrier");
  const { token, lastsMs } = softphones.token("robin");
  const said = claims.parse(
    JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()),
  );
  expect(said.grants).toEqual({ identity: "robin", voice: { incoming: { allow: true } } });
  expect((said.exp - said.iat) * 1_000).toBe(lastsMs);
  expect(lastsMs).toBe(3_600_000);
});

test("on the emulator there is nothing to prove: its address is enough", () => {
  const url = "http://127.0.0.1:3001";
  expect(softphonesOf({ ...account, baseUrl: url })).toEqual({ kind: "emulator", url });
});
