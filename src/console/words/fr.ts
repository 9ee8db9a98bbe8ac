import type { WordId } from "./en.ts";
import { after } from "./fr/after.ts";
import { board } from "./fr/board.ts";
import { call } from "./fr/call.ts";
import { callHelp } from "./fr/call-help.ts";
import { callKnown } from "./fr/call-known.ts";
import { callMore } from "./fr/call-more.ts";
import { knowing } from "./fr/knowing.ts";
import { plan } from "./fr/plan.ts";
import { problems } from "./fr/problems.ts";
import { log } from "./fr/log.ts";
import { logDuties } from "./fr/log-duties.ts";
import { logEvents } from "./fr/log-events.ts";
import { numbers } from "./fr/numbers.ts";
import { quality } from "./fr/quality.ts";
import { reviews } from "./fr/reviews.ts";
import { shell } from "./fr/shell.ts";
import { shift } from "./fr/shift.ts";
import { shifts } from "./fr/shifts.ts";
import { access } from "./fr/access.ts";
import { people } from "./fr/people.ts";
import { agreeing } from "./fr/agreeing.ts";
import { demands } from "./fr/demands.ts";
import { protocol } from "./fr/protocol.ts";
import { directory } from "./fr/directory.ts";
import { referrals } from "./fr/referrals.ts";
import { services } from "./fr/services.ts";
import { softphone } from "./fr/softphone.ts";
import { training } from "./fr/training.ts";
import { transfer } from "./fr/transfer.ts";

export const fr: Record<WordId, string> = {
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
};
