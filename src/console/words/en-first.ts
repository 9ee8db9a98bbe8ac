import { call } from "./en/call.ts";
import { callHelp } from "./en/call-help.ts";
import { callKnown } from "./en/call-known.ts";
import { callMore } from "./en/call-more.ts";
import { plan } from "./en/plan.ts";
import { problems } from "./en/problems.ts";
import { shell } from "./en/shell.ts";
import { softphone } from "./en/softphone.ts";

/** What a call page needs at once, in English. All other words are asked for when they are needed. */
export const enFirst = {
  ...call,
  ...callHelp,
  ...callKnown,
  ...callMore,
  ...plan,
  ...problems,
  ...shell,
  ...softphone,
};
