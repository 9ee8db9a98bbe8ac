import { badRequest } from "./errors.ts";
import { one, type Form } from "./form.ts";

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** True when the parameter is left out, or is just this. */
export function fits(query: Form, name: string, value: string | null): boolean {
  const wanted = one(query, name);
  return wanted === null || wanted === "" || wanted === value;
}

/**
 * The three ways a list asks for a time: `StartTime=` (that day, or that second), `StartTime<=` and `StartTime>=` (a day
 * is its midnight, GMT). What has no such time yet fits only where none is asked for.
 */
export function timeFilter(query: Form, name: string): (at: number | null) => boolean {
  const during = timeIn(query, name);
  const until = timeIn(query, `${name}<`);
  const since = timeIn(query, `${name}>`);
  return (at) => {
    if (!during && !until && !since) return true;
    if (at === null) return false;
    if (during && Math.floor(at / during.lengthMs) * during.lengthMs !== during.at) return false;
    return (!until || at <= until.at) && (!since || at >= since.at);
  };
}

function timeIn(query: Form, name: string): { at: number; lengthMs: number } | null {
  const given = one(query, name);
  if (given === null || given === "") return null;
  const at = Date.parse(given);
  if (Number.isNaN(at)) throw badRequest(20001, `${name} is not a date: ${given}`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  return { at, lengthMs: isDay ? DAY_MS : SECOND_MS };
}
