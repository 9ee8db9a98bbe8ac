import type { OpennessShown } from "../../../http/contract-services.ts";
import { useFormats, useWords } from "../../words/use.ts";

type Given = { readonly open: OpennessShown; readonly timeZone: string };

/** Until when, by the clocks there: whoever is told may be in another zone than whoever tells. */
export function OpenNow({ open, timeZone }: Given) {
  const say = useWords();
  const { date } = useFormats();
  const clock = { hour: "numeric", minute: "2-digit", timeZone, timeZoneName: "short" } as const;
  switch (open.now) {
    case "open":
      return (
        <p className="is-open">
          {open.until === null
            ? say("listing.open.always")
            : say("listing.open.until", { time: date(open.until, clock) })}
        </p>
      );
    case "closed": {
      const day = { weekday: "long", ...clock } as const;
      return (
        <p className="is-closed">
          {open.next === null
            ? say("listing.open.closed")
            : say("listing.open.next", { time: date(open.next, day) })}
        </p>
      );
    }
    case "unknown":
      return <p className="soft">{say("listing.open.unknown")}</p>;
  }
}
