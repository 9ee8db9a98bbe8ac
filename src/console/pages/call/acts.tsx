import { useEffect, useState } from "react";
import type { SessionView } from "../../../http/contract.ts";
import { clock } from "../../client/line.ts";
import { confirm, useWish, wishFor, type Mark, type SessionWish } from "../../client/queries.ts";
import { Button, type Look } from "../../parts/button.tsx";
import { Twice } from "../../parts/twice.tsx";
import type { WordId } from "../../words/en.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { actsNow, type Act } from "./acts-now.ts";
import { useIsAside } from "./aside.ts";
import { Dose } from "./dose.tsx";
import { KEYS, useKeys } from "./keys.ts";
import { Troubled } from "./troubled.tsx";

type Given = { readonly session: SessionView };

/** What a responder marks, each with one key. What is pressed most is largest, and nothing beside it hurts. */
export function Acts({ session }: Given) {
  const [dosing, setDosing] = useState(false);
  const { run, again, keptAt, trouble } = useDoing(session, () => setDosing((open) => !open));
  const anyway = trouble?.kind === "refused" && trouble.code === "soonAfterDose";
  const acts = actsNow(session, anyway);
  // A stray key of somebody who only looks would speak for whoever hears the caller.
  const byKey = !useIsAside(session);
  useKeys(byKey ? Object.fromEntries(acts.flatMap((act) => keyed(act, () => run(act)))) : {});
  return (
    <div className="acts">
      {acts.map((act) => (
        <One key={act} act={act} byKey={byKey} run={() => run(act)} />
      ))}
      {dosing && <Dose session={session} done={() => setDosing(false)} />}
      <Said at={keptAt} />
      <Troubled trouble={trouble} again={again} />
    </div>
  );
}

type Shown = {
  readonly word: WordId;
  readonly look: Look;
  readonly place: "first" | "other" | "wide" | "bye" | "last";
  readonly key: string | null;
};

const SHOWN: Readonly<Record<Act, Shown>> = {
  heard: { word: "call.lost.heard", look: "well", place: "first", key: null },
  using: { word: "act.using", look: "main", place: "first", key: KEYS.using },
  well: { word: "act.well", look: "well", place: "first", key: KEYS.well },
  drowsy: { word: "act.drowsy", look: "warn", place: "other", key: KEYS.drowsy },
  dose: { word: "act.dose", look: "plain", place: "other", key: KEYS.dose },
  away: { word: "act.away", look: "plain", place: "other", key: KEYS.away },
  awayAnyway: { word: "act.awayAnyway", look: "warn", place: "other", key: KEYS.away },
  trusted: { word: "act.trusted", look: "warn", place: "wide", key: KEYS.trusted },
  goodbye: { word: "act.goodbye", look: "plain", place: "bye", key: null },
  quiet: { word: "act.quiet", look: "alarm", place: "last", key: KEYS.quiet },
};

function keyed(act: Act, run: () => void): [string, () => void][] {
  const { key } = SHOWN[act];
  return key === null ? [] : [[key, run]];
}

type Pressed = { readonly act: Act; readonly byKey: boolean; readonly run: () => void };

function One({ act, byKey, run }: Pressed) {
  const say = useWords();
  const { word, look, place, key } = SHOWN[act];
  return (
    <div className={`act ${place}`}>
      {act === "goodbye" ? (
        <Twice look={look} onSure={run}>
          {say(word)}
        </Twice>
      ) : (
        <Button look={look} {...(byKey && key !== null ? { shortcut: key } : {})} onPress={run}>
          {say(word)}
        </Button>
      )}
    </div>
  );
}

function Said({ at }: { readonly at: number | null }) {
  const say = useWords();
  const times = useTimes();
  return (
    <p className="said" role="status">
      {at !== null && say("act.sent", { time: times.second(at) })}
    </p>
  );
}

/** What came of the last press is shown until the next, or until what it was about is over. */
function useDoing(session: SessionView, dose: () => void) {
  const { id, watch, help } = session;
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [last, setLast] = useState<Act | null>(null);
  const checkIn = watch?.checkIn ?? 0;
  const marking = useWish(async (mark: Mark) => {
    setKeptAt(null);
    const outcome = await confirm(id, checkIn, mark);
    if (outcome.ok) setKeptAt(clock.now());
    return outcome;
  });
  const wishing = useWish((wish: SessionWish) => wishFor(id, wish));
  const forget = () => {
    marking.reset();
    wishing.reset();
  };
  useEffect(forget, [checkIn, help.state]);
  useEffect(() => setKeptAt(null), [help.state]);
  const run = (act: Act) => {
    forget();
    setLast(act);
    const wanted = WANTED[act];
    if (wanted === "dose") dose();
    else if (wanted === "well" || wanted === "drowsy") marking.send(wanted);
    else wishing.send(wanted);
  };
  const again = () => {
    if (last !== null) run(last);
  };
  return { run, again, keptAt, trouble: marking.trouble ?? wishing.trouble };
}

const WANTED: Readonly<Record<Act, SessionWish | Mark | "dose">> = {
  heard: { name: "caller-heard", body: null },
  using: { name: "using-now", body: null },
  well: "well",
  drowsy: "drowsy",
  dose: "dose",
  away: { name: "away", body: { soonAfterDose: false } },
  awayAnyway: { name: "away", body: { soonAfterDose: true } },
  trusted: { name: "trusted", body: null },
  goodbye: { name: "goodbye", body: null },
  quiet: { name: "quiet", body: null },
};
