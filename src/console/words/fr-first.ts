import { call } from "./fr/call.ts";
import { callHelp } from "./fr/call-help.ts";
import { callKnown } from "./fr/call-known.ts";
import { callMore } from "./fr/call-more.ts";
import { plan } from "./fr/plan.ts";
import { problems } from "./fr/problems.ts";
import { shell } from "./fr/shell.ts";
import { softphone } from "./fr/softphone.ts";

/** What a call page needs at once, in French. All other words are asked for when they are needed. */
export const frFirst = {
  ...call,
  ...callHelp,
  ...callKnown,
  ...callMore,
  ...plan,
  ...problems,
  ...shell,
  ...softphone,
};
