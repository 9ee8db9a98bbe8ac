import type { z } from "zod";
import type { me as meSchema } from "../../http/contract.ts";
import { useStore } from "../time/use.ts";
import { useWords } from "../words/use.ts";
import { standing } from "./heartbeat.ts";
import { lightOf } from "./light.ts";
import "./sound.css";

type Me = Pick<z.infer<typeof meSchema>, "shift" | "via" | "reachable" | "why">;

/** On every page: whether a ring reaches one, as the line said within the last seconds. Never green by habit. */
export function ReachLight({ me }: { readonly me: Me }) {
  const say = useWords();
  const heard = useStore(standing);
  if (me.shift === null) return null;
  const light = lightOf(me.via === "phone" ? me : heard);
  return (
    <p className={`reach-light ${light}`} role="status">
      <span className="dot" aria-hidden="true" />
      {say(`light.${light}`)}
    </p>
  );
}
