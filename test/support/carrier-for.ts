import { onTestFinished } from "vitest";
import type { Settings } from "../../src/config.ts";
import { startEmulator, type Emulator } from "../../src/emulator/server.ts";
import { numberOf } from "./rehearsal.ts";

/** A telephone network for a line that listens on this port, with its account and numbers; gone when the test is. */
export async function carrierFor({ config, secrets }: Settings, port: number): Promise<Emulator> {
  const { accountSid, authToken, apiKey } = secrets.twilio;
  const emulator = await startEmulator({
    port: 0,
    accountSid,
    authToken,
    apiKey: apiKey.sid,
    apiSecret: apiKey.secret,
    numbers: config.numbers.map(({ number }) => numberOf(number, port)),
  });
  onTestFinished(() => emulator.close());
  return emulator;
}
