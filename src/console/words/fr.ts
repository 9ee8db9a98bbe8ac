import type { WordId } from "./en.ts";
import { call } from "./fr/call.ts";
import { plan } from "./fr/plan.ts";
import { problems } from "./fr/problems.ts";
import { shell } from "./fr/shell.ts";
import { shift } from "./fr/shift.ts";

export const fr: Record<WordId, string> = { ...shell, ...shift, ...call, ...plan, ...problems };
