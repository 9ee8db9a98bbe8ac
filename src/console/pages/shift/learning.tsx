import { Button } from "../../parts/button.tsx";
import { hangUpCall, phoneState } from "../../softphone/use-phone.ts";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";

/** Whoever only learns has no shift: they hear a call when its responder has introduced them, and can leave it. */
export function Learning() {
  const say = useWords();
  const { call } = useStore(phoneState);
  const hears = call !== null && call.state !== "ringing";
  return (
    <>
      <p role="status">{say(hears ? "learning.hears" : "learning.waits")}</p>
      {hears && (
        <div className="row">
          <Button onPress={hangUpCall}>{say("learning.leave")}</Button>
        </div>
      )}
    </>
  );
}
