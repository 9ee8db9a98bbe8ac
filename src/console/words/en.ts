import { after } from "./en/after.ts";
import { board } from "./en/board.ts";
import { call } from "./en/call.ts";
import { callHelp } from "./en/call-help.ts";
import { callKnown } from "./en/call-known.ts";
import { callMore } from "./en/call-more.ts";
import { knowing } from "./en/knowing.ts";
import { plan } from "./en/plan.ts";
import { problems } from "./en/problems.ts";
import { log } from "./en/log.ts";
import { logDuties } from "./en/log-duties.ts";
import { logEvents } from "./en/log-events.ts";
import { numbers } from "./en/numbers.ts";
import { quality } from "./en/quality.ts";
import { reviews } from "./en/reviews.ts";
import { shell } from "./en/shell.ts";
import { shift } from "./en/shift.ts";
import { shifts } from "./en/shifts.ts";
import { access } from "./en/access.ts";
import { people } from "./en/people.ts";
import { agreeing } from "./en/agreeing.ts";
import { demands } from "./en/demands.ts";
import { protocol } from "./en/protocol.ts";
import { directory } from "./en/directory.ts";
import { referrals } from "./en/referrals.ts";
import { services } from "./en/services.ts";
import { softphone } from "./en/softphone.ts";
import { training } from "./en/training.ts";
import { transfer } from "./en/transfer.ts";

/** Every word of the console, in English. A page's own are in a file of their own. */
export const en = {
  ...after,
  ...board,
  ...shell,
  ...log,
  ...logDuties,
  ...logEvents,
  ...numbers,
  ...quality,
  ...reviews,
  ...shift,
  ...shifts,
  ...access,
  ...people,
  ...training,
  ...transfer,
  ...directory,
  ...services,
  ...referrals,
  ...agreeing,
  ...demands,
  ...protocol,
  ...call,
  ...callHelp,
  ...callKnown,
  ...callMore,
  ...knowing,
  ...softphone,
  ...plan,
  ...problems,
} as const;

export type WordId = keyof typeof en;
