import { softphoneAnswer } from "../../http/contract-softphone.ts";
import { read } from "../client/queries.ts";
import type { Hear, Phone } from "./phone.ts";

/** The softphone this line has. The carrier's SDK is fetched only where it is used. */
export async function loadPhone(hear: Hear): Promise<Phone> {
  const { identity, softphone } = await whichPhone();
  if (softphone.kind === "emulator") {
    const { emulatorPhone } = await import("./emulator-phone.ts");
    return emulatorPhone(softphone.url, identity, hear);
  }
  const { twilioPhone } = await import("./twilio-phone.ts");
  return twilioPhone(softphone.token, freshToken, hear);
}

const whichPhone = () => read("/api/me/softphone", softphoneAnswer);

async function freshToken(): Promise<string> {
  const { softphone } = await whichPhone();
  if (softphone.kind === "twilio") return softphone.token;
  throw new Error("This line has no carrier any more.");
}
