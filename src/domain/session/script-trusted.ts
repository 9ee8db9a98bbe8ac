import { spokenNumber } from "../words/spoken.ts";
import { say, type LineKey } from "../words/words.ts";
import type { Hearing } from "./script.ts";
import { conference, gather, hangUp, played, says, type Script, type Sound } from "./steps.ts";

/** The trusted person: can they go now? (words 9c) */
export function trustedScript(hearing: Hearing): Script {
  const { session, turn, plan } = hearing;
  const { language, help } = session;
  const isOver = session.closed !== null || help.state === "stoodDown";
  if (isOver) return [...line(hearing, "trustedOver"), hangUp];
  const answered = hearing.events.find((event) => event.kind === "trustedAnswered")?.answer;
  switch (answered ?? help.trusted) {
    case "going": {
      const number = spokenNumber(hearing.names.callUs);
      return [...saidPlace(hearing), ...line(hearing, "trustedGoing", { number }), hangUp];
    }
    case "cannot":
      return [...line(hearing, "trustedCannot"), hangUp];
    case "talk":
      return [conference()];
    case "ringing":
    case "none": {
      if (turn > 3) return [hangUp];
      const name = plan?.callerName ?? (language === "fr" ? "Quelqu'un" : "Someone");
      const asked = line(hearing, "trusted", { name });
      return [gather("trusted", language, { says: asked, listenMs: 6_000 })];
    }
  }
}

/** Who is going hears it as the caller said it, where nobody has written it down. */
function saidPlace(hearing: Hearing): readonly Sound[] {
  const said = hearing.plan?.place?.said;
  return said === undefined ? [] : [...line(hearing, "trustedPlace"), played(said)];
}

function line({ session }: Hearing, key: LineKey, values = {}): readonly Sound[] {
  return says(session.language, say(key, session.language, values));
}
