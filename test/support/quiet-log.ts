import type { Log } from "../../src/engine/ports.ts";

/** Says only what somebody should look at. */
export const quietLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
};
