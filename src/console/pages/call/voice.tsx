import type { SessionView } from "../../../http/contract.ts";
import { Button } from "../../parts/button.tsx";
import { muteCall, phoneState } from "../../softphone/use-phone.ts";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";

/** Our own voice on the call. */
export function Voice({ session: { company } }: { readonly session: SessionView }) {
  const say = useWords();
  const { call } = useStore(phoneState);
  if (company.via !== "softphone") return null;
  if (call === null || call.state === "ringing") {
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
