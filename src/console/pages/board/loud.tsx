import { useEffect, useState } from "react";
import { isLoud } from "../../../domain/board.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Button } from "../../parts/button.tsx";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import { chooseSound, playAlarm, sound } from "./alarm.ts";
import { alarmOf, type Figures } from "./says.ts";

const AGAIN_MS = 10_000;

type Given = { readonly sessions: readonly SessionView[]; readonly figures: Figures };

/** Help that nobody has taken is said aloud, in the title and by sound, until somebody here has seen it or it is taken. */
export function Loud({ sessions, figures }: Given) {
  const say = useWords();
  const [seen, see] = useState<ReadonlySet<string>>(new Set());
  const loud = sessions.filter(isLoud);
  const alarms = loud.map(alarmOf);
  const isPlayed = loud.every(({ rehearsal }) => rehearsal);
  const unseen = alarms.filter((alarm) => !seen.has(alarm)).toSorted();
  useAlarm(unseen);
  useTitle(figures);
  return (
    <div className="loud-place" role="status">
      {alarms.length > 0 && (
        <div className={`loud ${unseen.length > 0 ? "unseen" : "seen"}`}>
          <span className="sign" aria-hidden="true">
            !
          </span>
          <strong>{say("board.loud", { count: alarms.length })}</strong>
          {isPlayed && <span className="mark played">{say("call.rehearsal")}</span>}
          {unseen.length > 0 && (
            <Button look="alarm" onPress={() => see(new Set(alarms))}>
              {say("board.loud.seen")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** At once for each new one, and again while any is unseen. */
function useAlarm(unseen: readonly string[]): void {
  const which = unseen.join();
  useEffect(() => {
    if (which === "") return;
    void playAlarm();
    const timer = setInterval(() => void playAlarm(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [which]);
}

function useTitle({ loud, waiting }: Figures): void {
  const say = useWords();
  const word = loud > 0 ? "board.tab.loud" : "board.tab";
  const title = say(word, { loud, waiting });
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/** On, off, or not allowed by the browser before somebody presses something. */
export function SoundSwitch() {
  const say = useWords();
  const state = useStore(sound);
  return (
    <Button
      look={state === "blocked" ? "warn" : "quiet"}
      onPress={() => chooseSound(state !== "on")}
    >
      {say(`board.sound.${state}`)}
    </Button>
  );
}
