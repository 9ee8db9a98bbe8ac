import { randomBytes } from "node:crypto";

export type SidPrefix = "CA" | "CF" | "SM" | "MM" | "RE" | "SK";

/** A new Twilio identifier: the prefix and 32 hexadecimal digits. */
export function newSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString("hex");
}
