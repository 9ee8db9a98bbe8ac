import type { SessionView } from "../../../http/contract.ts";
import { clockFace, countdownOf, isSpoken, type Countdown } from "../../time/countdown.ts";
import { useNow } from "../../time/use.ts";
import type { WordId } from "../../words/en.ts";
import { useTimes, useWords } from "../../words/use.ts";

type Given = { readonly session: SessionView };
type Watch = NonNullable<SessionView["watch"]>;

/** The countdown, to be read from across the room. Once help is with them nothing is counted. */
export function Clock({ session: { watch, help } }: Given) {
  const say = useWords();
  if (watch !== null) return <Running watch={watch} />;
  if (help.state === "arrived") return null;
  return (
    <div className="clock none">
      <p className="to">{say("clock.none")}</p>
      <p className="soft">{say("clock.none.hint")}</p>
    </div>
  );
}

function Running({ watch }: { readonly watch: Watch }) {
  const say = useWords();
  const times = useTimes();
  const now = useNow();
  const countdown = countdownOf(watch, now);
  const { to, seconds, tone } = countdown;
  const step = stepWord(watch.step);
  return (
    <div className={`clock ${tone} ${watch.pace}`}>
      <p className="to">{say(`clock.${to}`)}</p>
      {to !== "open" && (
        <p className="face" role="timer" aria-live="off">
          {clockFace(seconds)}
        </p>
      )}
      {step !== null && <p className="step">{say(step)}</p>}
      <p className="soft">
        {say("clock.lastAnswer", { time: times.second(watch.lastAnswerAt) })} ·{" "}
        {say("clock.every", { seconds: Math.round(watch.everyMs / 1_000) })}
        {watch.pace !== "steady" && <b className="pace"> {say(`clock.pace.${watch.pace}`)}</b>}
      </p>
      {watch.pace === "drowsy" && <p className="advice">{say("act.drowsy.card")}</p>}
      {now >= watch.plannedEndAt && <p className="advice">{say("clock.planned")}</p>}
      <Spoken countdown={countdown} />
    </div>
  );
}

const stepWord = (step: Watch["step"]): WordId | null =>
  step === "counting" ? null : `clock.step.${step}`;

/** For a screen reader: now and then, and politely. */
function Spoken({ countdown: { to, seconds } }: { readonly countdown: Countdown }) {
  const say = useWords();
  const kind = to === "checkIn" || to === "help" ? to : "other";
  const spoken = to !== "open" && isSpoken(seconds);
  return (
    <p className="hush" aria-live="polite">
      {spoken && say(`clock.spoken.${kind}`, { seconds })}
    </p>
  );
}
