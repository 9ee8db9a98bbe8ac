import type { Softphones } from "../adapters/twilio/softphones.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { softphoneAnswer } from "./contract-softphone.ts";

/** What a console is rung with. A token lets it be called, and never dial. */
export function softphoneRoutes(app: ApiApp, { line, softphones }: Console): void {
  const schema = { response: answers(softphoneAnswer) };
  app.get("/me/softphone", { schema, config: { act: "haveSoftphone" } }, async (request) => {
    const identity = staffOf(request).id;
    const now = line.clock.now();
    return { now, identity, softphone: softphoneFor(softphones, identity, now) };
  });
}

function softphoneFor(softphones: Softphones, identity: string, now: number) {
  if (softphones.kind === "emulator") return softphones;
  const { token, lastsMs } = softphones.token(identity);
  return { kind: "twilio", token, expiresAt: now + lastsMs } as const;
}
