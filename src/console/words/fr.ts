import type { WordId } from "./en.ts";
import { board } from "./fr/board.ts";
import { call } from "./fr/call.ts";
import { callHelp } from "./fr/call-help.ts";
import { callMore } from "./fr/call-more.ts";
import { plan } from "./fr/plan.ts";
import { problems } from "./fr/problems.ts";
import { log } from "./fr/log.ts";
import { logDuties } from "./fr/log-duties.ts";
import { logEvents } from "./fr/log-events.ts";
import { shell } from "./fr/shell.ts";
import { shift } from "./fr/shift.ts";
import { shifts } from "./fr/shifts.ts";
import { access } from "./fr/access.ts";
import { people } from "./fr/people.ts";
import { directory } from "./fr/directory.ts";
import { softphone } from "./fr/softphone.ts";

export const fr: Record<WordId, string> = {
  ...board,
  ...shell,
  ...log,
  ...logDuties,
  ...logEvents,
  ...shift,
  ...shifts,
  ...access,
  ...people,
  ...directory,
  ...call,
  ...callHelp,
  ...callMore,
  ...softphone,
  ...plan,
  ...problems,
};
