import { mayEver } from "../../../domain/permissions.ts";
import { live } from "../../client/live.ts";
import { SoundCheck } from "../../softphone/sound.tsx";
import { phoneState } from "../../softphone/use-phone.ts";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import type { Me } from "./page.tsx";

export function Device({ me }: { readonly me: Me }) {
  const say = useWords();
  const { registration, microphone } = useStore(phoneState);
  const updates = useStore(live);
  return (
    <div className="card device">
      <h2>{say("device.title")}</h2>
      <dl>
        <dt>{say("device.softphone")}</dt>
        <dd>{say(`device.${registration}`)}</dd>
        <dt>{say("device.microphone")}</dt>
        <dd>{say(`device.microphone.${microphone}`)}</dd>
        {mayEver(me, "seeWaiting") && (
          <>
            <dt>{say("device.live")}</dt>
            <dd>{say(`device.live.${updates}`)}</dd>
          </>
        )}
      </dl>
      <SoundCheck />
    </div>
  );
}
