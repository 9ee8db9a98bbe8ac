import type { SessionView } from "../../../http/contract.ts";
import { Button } from "../../parts/button.tsx";
import { muteCall, phoneState } from "../../softphone/use-phone.ts";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import { useIsAside } from "./aside.ts";

/** Our own voice on the call. A supervisor who only looks is not missed there. */
export function Voice({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { call } = useStore(phoneState);
  const isAside = useIsAside(session);
  if (session.company.via !== "softphone") return null;
  if (call === null || call.state === "ringing") {
    if (isAside) return null;
    return (
      <p className="voice warn" role="status">
        {say("call.noVoice")}
      </p>
    );
  }
  return (
    <div className="voice" role="status">
      <Button onPress={() => muteCall(!call.muted)} look={call.muted ? "warn" : "plain"}>
        {say(call.muted ? "call.unmute" : "call.mute")}
      </Button>
      {call.muted && <strong>{say("call.muted")}</strong>}
      {call.state === "reconnecting" && <strong>{say("call.reconnecting")}</strong>}
    </div>
  );
}
