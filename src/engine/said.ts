import type { Input } from "../domain/session/inputs.ts";
import type { Line } from "./ports.ts";

/** What somebody keyed or said. What the carrier tells of a call stays true whenever it comes, and is no word of anybody's. */
const SAID: ReadonlySet<Input["kind"]> = new Set<Input["kind"]>([
  "keyPressed",
  "spoke",
  "starPressed",
  "codeKeyed",
  "recordingEnded",
  "legAccepted",
  "texted",
]);

const isSaid = (input: Input): boolean => "by" in input || SAID.has(input.kind);

/**
 * Somebody's word meant nothing when it came: sent again later, by a carrier that doubts or by whoever kept it, it must mean nothing
 * then either (decision 046). One that cannot be noted costs nobody their answer.
 */
export async function noteSaid(line: Line, sessionId: string, input: Input): Promise<void> {
  if (!isSaid(input)) return;
  try {
    await line.store.know(sessionId, { id: input.id, at: input.at });
  } catch (err) {
    line.log.warn(
      { err, sessionId, cause: input.id },
      "What meant nothing was not noted: come again, it is judged anew",
    );
  }
}
