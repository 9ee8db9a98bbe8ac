import { call } from "./en/call.ts";
import { plan } from "./en/plan.ts";
import { problems } from "./en/problems.ts";
import { shell } from "./en/shell.ts";
import { shift } from "./en/shift.ts";

/** Every word of the console, in English. A page's own are in a file of their own. */
export const en = { ...shell, ...shift, ...call, ...plan, ...problems } as const;

export type WordId = keyof typeof en;
